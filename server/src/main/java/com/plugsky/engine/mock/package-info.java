/** Engines that fail on purpose, for people who test their clients. */
@NullMarked
package com.plugsky.engine.mock;

import org.jspecify.annotations.NullMarked;

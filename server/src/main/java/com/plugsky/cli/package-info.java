/** The commands of {@code plugsky.jar}. */
@NullMarked
package com.plugsky.cli;

import org.jspecify.annotations.NullMarked;

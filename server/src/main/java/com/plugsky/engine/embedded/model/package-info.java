/** The n-gram model of the embedded engine: which tokens may come next, and how likely each is. */
@NullMarked
package com.plugsky.engine.embedded.model;

import org.jspecify.annotations.NullMarked;

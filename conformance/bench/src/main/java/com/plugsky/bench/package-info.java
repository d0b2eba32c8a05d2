/** How long the single steps of a request take; `make bench` runs them. */
@NullMarked
package com.plugsky.bench;

import org.jspecify.annotations.NullMarked;

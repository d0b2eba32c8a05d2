/** How long the single steps of a request take; `make bench-steps` runs them. */
@NullMarked
package com.plugsky.bench;

import org.jspecify.annotations.NullMarked;

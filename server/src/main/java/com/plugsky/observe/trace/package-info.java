/** Spans for a collector; made only where one is set. */
@NullMarked
package com.plugsky.observe.trace;

import org.jspecify.annotations.NullMarked;

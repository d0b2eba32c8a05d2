/** Tries the candidates of a route in order, until the first chunk has left. */
@NullMarked
package com.plugsky.dispatch;

import org.jspecify.annotations.NullMarked;

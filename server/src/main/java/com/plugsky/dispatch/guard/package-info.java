/** What is known of each upstream target: its load, its breaker, its health and its pauses. */
@NullMarked
package com.plugsky.dispatch.guard;

import org.jspecify.annotations.NullMarked;

/** The seam between the gateway and whatever makes the answer: an engine writes into a sink. */
@NullMarked
package com.plugsky.engine;

import org.jspecify.annotations.NullMarked;

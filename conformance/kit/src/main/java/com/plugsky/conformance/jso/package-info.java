/** JSO: JSON mode and structured outputs. */
@NullMarked
package com.plugsky.conformance.jso;

import org.jspecify.annotations.NullMarked;

/** STR: the stream's dialect. */
@NullMarked
package com.plugsky.conformance.str;

import org.jspecify.annotations.NullMarked;

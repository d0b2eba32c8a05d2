/** RES: the shape of a completion. */
@NullMarked
package com.plugsky.conformance.res;

import org.jspecify.annotations.NullMarked;

/** TOO: tools and their calls. */
@NullMarked
package com.plugsky.conformance.too;

import org.jspecify.annotations.NullMarked;

/** VIS: images in a request. */
@NullMarked
package com.plugsky.conformance.vis;

import org.jspecify.annotations.NullMarked;

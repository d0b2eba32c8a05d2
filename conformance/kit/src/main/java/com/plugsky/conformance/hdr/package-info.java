/** HDR: headers beside the answer. */
@NullMarked
package com.plugsky.conformance.hdr;

import org.jspecify.annotations.NullMarked;

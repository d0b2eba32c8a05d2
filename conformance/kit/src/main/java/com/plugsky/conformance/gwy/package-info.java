/** What passes through a gateway, seen from both of its sides. */
@NullMarked
package com.plugsky.conformance.gwy;

import org.jspecify.annotations.NullMarked;

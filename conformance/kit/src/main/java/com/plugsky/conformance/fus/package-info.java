/** FUS: routing by plugsky-fusion. */
@NullMarked
package com.plugsky.conformance.fus;

import org.jspecify.annotations.NullMarked;

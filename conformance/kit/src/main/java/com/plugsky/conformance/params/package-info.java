/** What a server makes of each parameter of a request, found by experiment. */
@NullMarked
package com.plugsky.conformance.params;

import org.jspecify.annotations.NullMarked;

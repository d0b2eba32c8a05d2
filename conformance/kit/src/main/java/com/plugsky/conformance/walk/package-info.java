/** The contract as a generator: valid requests, and requests broken in one named place. */
@NullMarked
package com.plugsky.conformance.walk;

import org.jspecify.annotations.NullMarked;

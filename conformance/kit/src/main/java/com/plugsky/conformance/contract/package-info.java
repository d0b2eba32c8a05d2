/** The contract as a judge: schema checks of answers and the protocol of streams. */
@NullMarked
package com.plugsky.conformance.contract;

import org.jspecify.annotations.NullMarked;

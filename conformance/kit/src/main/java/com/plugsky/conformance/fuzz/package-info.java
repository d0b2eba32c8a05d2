/** Requests that Schemathesis generates from the contract, and what it finds. */
@NullMarked
package com.plugsky.conformance.fuzz;

import org.jspecify.annotations.NullMarked;

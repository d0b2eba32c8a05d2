/** The gate: our own server, started from its jar, under the kit, Schemathesis, the contract's examples and real clients. */
@NullMarked
package com.plugsky.gate;

import org.jspecify.annotations.NullMarked;

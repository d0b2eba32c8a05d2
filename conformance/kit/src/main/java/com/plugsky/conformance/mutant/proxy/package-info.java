/** A proxy before a good server, which does what a damage says and nothing else. */
@NullMarked
package com.plugsky.conformance.mutant.proxy;

import org.jspecify.annotations.NullMarked;

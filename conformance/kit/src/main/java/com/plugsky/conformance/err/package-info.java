/** ERR: the one error envelope. */
@NullMarked
package com.plugsky.conformance.err;

import org.jspecify.annotations.NullMarked;

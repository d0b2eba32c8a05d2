/** MOD: the list of models. */
@NullMarked
package com.plugsky.conformance.mod;

import org.jspecify.annotations.NullMarked;

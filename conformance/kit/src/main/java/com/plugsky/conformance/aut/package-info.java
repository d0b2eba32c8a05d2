/** AUT: keys and roles. */
@NullMarked
package com.plugsky.conformance.aut;

import org.jspecify.annotations.NullMarked;

/** Looks at targets that nobody asked for. */
@NullMarked
package com.plugsky.dispatch.health;

import org.jspecify.annotations.NullMarked;

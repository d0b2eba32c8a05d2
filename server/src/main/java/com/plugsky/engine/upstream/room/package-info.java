/** The bound on what is held of answers. */
@NullMarked
package com.plugsky.engine.upstream.room;

import org.jspecify.annotations.NullMarked;

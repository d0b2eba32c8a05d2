/** Looks at images: their kind, size and colour, whatever the bytes are, in bounded time and room. */
@NullMarked
package com.plugsky.engine.embedded.image;

import org.jspecify.annotations.NullMarked;

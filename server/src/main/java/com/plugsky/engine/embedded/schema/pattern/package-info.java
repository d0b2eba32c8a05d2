/** Texts that keep regular expressions, several at once, made in bounded time. */
@NullMarked
package com.plugsky.engine.embedded.schema.pattern;

import org.jspecify.annotations.NullMarked;

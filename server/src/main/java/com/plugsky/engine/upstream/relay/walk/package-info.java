/** The walks through chunks and completions: what is read of them, and which repairs become edits. */
@NullMarked
package com.plugsky.engine.upstream.relay.walk;

import org.jspecify.annotations.NullMarked;

/** Answers from other servers: the only package that opens connections. */
@NullMarked
package com.plugsky.engine.upstream;

import org.jspecify.annotations.NullMarked;

/**
 * The warm-up: before the server says that it is ready, a second one in the same process, which shares its code and nothing else,
 * answers requests from here, before an upstream that is here as well. Nothing of it leaves the process.
 */
@NullMarked
package com.plugsky.warmup;

import org.jspecify.annotations.NullMarked;

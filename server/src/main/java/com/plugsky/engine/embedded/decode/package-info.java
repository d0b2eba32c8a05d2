/** The decoding core: from likelihoods to tokens, from tokens to text, up to a stop or a limit. */
@NullMarked
package com.plugsky.engine.embedded.decode;

import org.jspecify.annotations.NullMarked;

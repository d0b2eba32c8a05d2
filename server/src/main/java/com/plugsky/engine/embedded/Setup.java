package com.plugsky.engine.embedded;

import com.plugsky.engine.embedded.decode.Sampling;
import com.plugsky.engine.embedded.decode.Stops;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.token.TokenBytes;

/**
 * What all choices of an answer share.
 *
 * @param most the most tokens that one choice may have
 */
record Setup(NgramModel model, TokenBytes bytes, Sampling sampling, Stops stops, Prompt prompt, int most) {}

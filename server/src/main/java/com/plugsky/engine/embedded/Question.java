package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;

/**
 * A request and what was found in it.
 *
 * @param most the most tokens of one choice; what is longer need not be planned
 */
record Question(ChatCompletionRequest request, Prompt prompt, Shown shown, int most) {}

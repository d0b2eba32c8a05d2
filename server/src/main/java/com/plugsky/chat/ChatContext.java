package com.plugsky.chat;

import com.plugsky.access.Caller;
import com.plugsky.engine.ChatRequest;

/** What travels beside the generated operation's one parameter: the bytes as they came, and who sent them. */
public record ChatContext(ChatRequest request, Caller caller) {

    /** Bound while the operation runs and while its answer is written, on the request's thread only. */
    public static final ScopedValue<ChatContext> CURRENT = ScopedValue.newInstance();
}

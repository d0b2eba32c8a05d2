package com.plugsky.chat;

import com.plugsky.access.Caller;
import com.plugsky.engine.ChatRequest;
import com.plugsky.observe.Passage;

/** What travels beside the generated operation's one parameter: the bytes as they came, who sent them, and what is noted of it. */
public record ChatContext(ChatRequest request, Caller caller, Passage passage) {

    /** A request of which nobody wants to hear. */
    public ChatContext(ChatRequest request, Caller caller) {
        this(request, caller, new Passage(request.id(), request.trace(), null));
    }

    /** Bound while the operation runs and while its answer is written, on the request's thread only. */
    public static final ScopedValue<ChatContext> CURRENT = ScopedValue.newInstance();
}

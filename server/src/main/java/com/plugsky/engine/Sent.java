package com.plugsky.engine;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent, up to 32 MiB of it, which is kept only until an answer has begun: from then on nobody else is asked,
 * and a stream may last for minutes. Safe for use by many threads.
 */
public final class Sent {

    /** The bytes, which nobody changes, with their typed view and the places of their members. */
    private record Content(byte[] body, ChatCompletionRequest view, Members members) {}

    private static final Runnable NOTHING = () -> {};

    private volatile @Nullable Content content;
    private Runnable whenLetGo = NOTHING;

    /** Holds these until {@link #letGo}. */
    public Sent(byte[] body, ChatCompletionRequest view, Members members) {
        content = new Content(body, view, members);
    }

    /** Has the action run once when the content is let go. */
    public synchronized void whenLetGo(Runnable action) {
        whenLetGo = action;
    }

    /** Forgets the content, whoever still asks for it makes a mistake. Only the first call counts. */
    public void letGo() {
        Runnable due;
        synchronized (this) {
            due = whenLetGo;
            content = null;
            whenLetGo = NOTHING;
        }
        due.run();
    }

    byte[] body() {
        return content().body;
    }

    ChatCompletionRequest view() {
        return content().view;
    }

    Members members() {
        return content().members;
    }

    private Content content() {
        Content held = content;
        if (held == null) {
            throw new IllegalStateException("what the caller sent has been let go: an answer has begun");
        }
        return held;
    }
}

package com.plugsky.engine.upstream.edit;

import com.plugsky.engine.ChatRequest;
import com.plugsky.fleet.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/** The body that one target is sent: the caller's bytes, equal outside the declared edits. */
public final class Outgoing {

    private Outgoing() {}

    /**
     * The edits that this target needs.
     *
     * @throws com.plugsky.error.Refusal the target's map refuses a parameter, or an image's address may not be passed on
     */
    public static Outgoing of(ChatRequest request, Target.Upstream target) {
        throw new UnsupportedOperationException();
    }

    /** In bytes. */
    public long length() {
        throw new UnsupportedOperationException();
    }

    public void writeTo(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The members that were left out, to be declared ignored; sorted. */
    public Set<String> ignored() {
        throw new UnsupportedOperationException();
    }

    /** Whether the stream's usage was asked for without the caller's asking, so that it is withheld. */
    public boolean usageAsked() {
        throw new UnsupportedOperationException();
    }
}

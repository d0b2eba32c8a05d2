package com.plugsky.engine.upstream.edit;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.DeveloperMessage;
import com.plugsky.engine.ChatRequest;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Target;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The body that one target is sent: the caller's bytes, equal outside the declared edits.
 *
 * <p>Those are the {@code model}, {@code fusion}, which is ours, what the target's map says of parameters and roles, and the
 * asking for the usage of a stream. The caller's array is not copied.
 */
public final class Outgoing {

    private static final String MODEL = "model";
    private static final String FUSION = "fusion";
    private static final String STREAM_OPTIONS = "stream_options";

    private final byte[] body;
    private final Edits edits;
    private final SortedSet<String> ignored;
    private final boolean usageAsked;

    private Outgoing(byte[] body, Edits edits, SortedSet<String> ignored, boolean usageAsked) {
        this.body = body;
        this.edits = edits;
        this.ignored = Collections.unmodifiableSortedSet(ignored);
        this.usageAsked = usageAsked;
    }

    /**
     * The edits that this target needs.
     *
     * @throws Refusal the target's map refuses a parameter, or an image's address may not be passed on
     */
    public static Outgoing of(ChatRequest request, Target.Upstream target) {
        if (!target.manners().privateImages()) {
            ImagePolicy.check(request.view().getMessages());
        }
        var edits = new Edits();
        var ignored = new TreeSet<String>();
        var members = new TopMembers(request.body(), request.members(), edits);
        members.leaveOut(FUSION);
        MappedParameters.apply(target.parameters(), members, ignored);
        members.replace(MODEL, JsonText.quoted(target.model()));
        try {
            if (target.parameters().developerAsSystem() && hasDeveloper(request.view())) {
                Roles.developerToSystem(members, edits);
            }
            boolean ask = target.manners().askUsage()
                    && Boolean.TRUE.equals(request.view().getStream())
                    && !target.parameters().refused().contains(STREAM_OPTIONS)
                    && !target.parameters().ignored().contains(STREAM_OPTIONS);
            boolean asked = ask && UsageAsking.add(members, edits);
            members.settle();
            return new Outgoing(request.body(), edits, ignored, asked);
        } catch (BrokenJson e) {
            throw new IllegalStateException("a body that was accepted is no JSON", e);
        }
    }

    private static boolean hasDeveloper(ChatCompletionRequest view) {
        return view.getMessages().stream().anyMatch(DeveloperMessage.class::isInstance);
    }

    /** In bytes. */
    public long length() {
        return body.length + edits.growth();
    }

    public void writeTo(OutputStream out) throws IOException {
        int at = 0;
        for (int i = 0; i < edits.size(); i++) {
            out.write(body, at, edits.from(i) - at);
            out.write(edits.text(i));
            at = edits.to(i);
        }
        out.write(body, at, body.length - at);
    }

    /** The members that were left out, to be declared ignored; sorted. */
    public SortedSet<String> ignored() {
        return ignored;
    }

    /** Whether the stream's usage was asked for without the caller's asking, so that it is withheld. */
    public boolean usageAsked() {
        return usageAsked;
    }
}

package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.walk.CompletionWalk;
import com.plugsky.engine.upstream.relay.walk.Repairs;
import com.plugsky.json.scan.BrokenJson;
import java.util.Set;

/** A whole completion on its way to the caller. */
public final class JsonRelay {

    private JsonRelay() {}

    /**
     * What the caller gets.
     *
     * @param body with our model, and repaired
     * @param usage as the upstream counted it; {@link Usage#NONE} if it did not
     * @param repairs names of what was repaired, sorted; empty for an answer that kept the contract
     */
    public record Relayed(byte[] body, Usage usage, Set<String> repairs) {}

    /**
     * Looks a completion through.
     *
     * @throws EngineFailure it is no completion, or {@code how} is strict and it breaks the contract
     */
    public static Relayed relay(byte[] completion, Relaying how) throws EngineFailure {
        var repairs = new Repairs(how.strict());
        var walk = new CompletionWalk(how, repairs);
        try {
            Usage usage = walk.relay(completion);
            return new Relayed(walk.edits().applied(completion, 0, completion.length), usage, repairs.names());
        } catch (BrokenJson broken) {
            if (completion.length == 0) {
                throw UpstreamErrors.broken("an empty answer");
            }
            throw UpstreamErrors.noChunk(completion, 0, completion.length, how.redaction());
        }
    }
}

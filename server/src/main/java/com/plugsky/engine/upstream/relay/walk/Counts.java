package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.Usage;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;

/** The reader of a {@code usage} object; what is missing or no number of tokens counts as 0. */
final class Counts {

    private static final byte[] PROMPT = Names.ascii("prompt_tokens");
    private static final byte[] COMPLETION = Names.ascii("completion_tokens");
    private static final byte[] DETAILS = Names.ascii("completion_tokens_details");
    private static final byte[] REASONING = Names.ascii("reasoning_tokens");

    private Counts() {}

    static Usage read(Span usage, byte[] text) throws BrokenJson {
        if (!usage.begins('{')) {
            return Usage.NONE;
        }
        var json = new JsonCursor();
        json.over(text, usage.from(), usage.to());
        var walk = new ObjectWalk(json, new Edits());
        int prompt = 0;
        int completion = 0;
        int reasoning = 0;
        walk.begin();
        while (walk.next()) {
            if (walk.is(DETAILS) && json.peek() == '{') {
                reasoning = reasoning(json);
            } else if (walk.is(PROMPT)) {
                prompt = number(json);
            } else if (walk.is(COMPLETION)) {
                completion = number(json);
            } else {
                json.skip();
            }
        }
        return new Usage(prompt, completion, reasoning);
    }

    private static int reasoning(JsonCursor json) throws BrokenJson {
        var details = new ObjectWalk(json, new Edits());
        int reasoning = 0;
        details.begin();
        while (details.next()) {
            int number = number(json);
            if (details.is(REASONING)) {
                reasoning = number;
            }
        }
        return reasoning;
    }

    private static int number(JsonCursor json) throws BrokenJson {
        var span = new Span();
        int from = json.at();
        json.skip();
        span.of(json, from);
        return Math.max(0, span.number());
    }
}

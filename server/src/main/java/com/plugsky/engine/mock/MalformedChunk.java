package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import com.plugsky.stream.Sse;
import java.io.IOException;
import java.util.List;

/** {@code mock/malformed-chunk}: in the middle of a right stream one event whose data is half a chunk; of JSON, half. */
record MalformedChunk() implements Fault {

    private static final int BEFORE = 3;

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException {
        List<String> events = answer.events();
        for (int i = 0; i < events.size(); i++) {
            if (i == BEFORE) {
                Written.event(caller, half(events.get(i)) + "\n\n");
            }
            Written.event(caller, events.get(i));
        }
        Written.event(caller, Sse.DONE);
        caller.end(answer.usage());
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException {
        Written.json(caller, half(answer.json()));
        caller.end(answer.usage());
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }
}

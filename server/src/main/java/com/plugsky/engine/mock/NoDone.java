package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import java.io.IOException;

/** {@code mock/no-done}: a right stream that ends in order, but without its end mark; right JSON, which has none. */
record NoDone() implements Fault {

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException {
        for (String event : answer.events()) {
            Written.event(caller, event);
        }
        caller.end(answer.usage());
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException {
        Written.json(caller, answer.json());
        caller.end(answer.usage());
    }
}

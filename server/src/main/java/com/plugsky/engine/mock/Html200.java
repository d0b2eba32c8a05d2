package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Usage;
import java.io.IOException;

/** {@code mock/html-200}: a page in place of an answer, as a proxy's login or a wrong address gives it. */
record Html200() implements Fault {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><title>Not an answer</title></head>
            <body><p>This page stands where an answer should, on purpose.</p></body>
            </html>
            """;

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException {
        json(answer, caller);
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException {
        byte[] page = Written.bytes(PAGE);
        Written.begin(caller, "text/html;charset=utf-8", page.length);
        caller.bytes(page, 0, page.length);
        caller.end(Usage.NONE);
    }
}

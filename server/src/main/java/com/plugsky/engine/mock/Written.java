package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Texts on their way to a caller. */
final class Written {

    static final String JSON = "application/json";

    private Written() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Begins an answer that looks well: status 200, and a promise of its length. */
    static void begin(RawSink caller, String type, int length) throws IOException {
        caller.begin(200, Map.of("content-type", type, "content-length", Integer.toString(length)));
    }

    /** Writes an event, or what is to be taken for one. */
    static void event(Sink caller, String event) throws IOException {
        byte[] bytes = bytes(event);
        caller.event(bytes, 0, bytes.length);
    }

    /** Writes a body, whole as far as HTTP knows. */
    static void json(Sink caller, String body) throws IOException {
        caller.json(bytes(body));
    }
}

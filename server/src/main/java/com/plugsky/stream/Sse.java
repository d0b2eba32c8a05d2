package com.plugsky.stream;

import java.nio.charset.StandardCharsets;

/** The fixed pieces of a stream of server-sent events, as every client that was tried reads them. */
public final class Sse {

    /** The content type of a stream. */
    public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

    /**
     * A comment that shows a waiting client that somebody is there. It has no blank line of its own: an empty event
     * after a comment kills older clients, so the next event's line follows it directly.
     */
    public static final String KEEP_ALIVE = ": keep-alive\n";

    /** The end mark: it says that the answer is whole, so nothing follows it and no failed stream has it. */
    public static final String DONE = "data: [DONE]\n\n";

    private Sse() {}

    /** One event with this JSON, which has no line breaks; the way in which a failure ends a stream. */
    public static byte[] event(byte[] json) {
        byte[] data = "data: ".getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[data.length + json.length + 2];
        System.arraycopy(data, 0, event, 0, data.length);
        System.arraycopy(json, 0, event, data.length, json.length);
        event[event.length - 1] = '\n';
        event[event.length - 2] = '\n';
        return event;
    }
}

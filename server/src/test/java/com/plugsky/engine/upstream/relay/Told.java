package com.plugsky.engine.upstream.relay;

import java.nio.charset.StandardCharsets;

/** Short ways to write chunks, with single quotes. */
final class Told {

    /** The head of a chunk as the upstream and the caller have it, but for the model. */
    static final String HEAD = "'id':'c1','object':'chat.completion.chunk','created':7,'model':'";

    static final String DONE = "data: [DONE]\n\n";

    private Told() {}

    /** A clean chunk of the upstream, named {@code up}. */
    static String up(String rest) {
        return event("{" + HEAD + "up'," + rest + "}");
    }

    /** The same as the caller has it, whose model is {@code ours}. */
    static String ours(String rest) {
        return event("{" + HEAD + "ours'," + rest + "}");
    }

    /** A list of one choice. */
    static String choice(String delta, String finish) {
        return "'choices':[{'index':0,'delta':{" + delta + "},'finish_reason':" + finish + "}]";
    }

    static String event(String data) {
        return "data: " + data.replace('\'', '"') + "\n\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package com.plugsky.engine.embedded;

import com.plugsky.engine.Sink;
import com.plugsky.stream.ChunkWriter;
import com.plugsky.stream.JsonBytes;
import com.plugsky.stream.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The writing of choices as a stream: each write to the sink brings every choice a few tokens further, the first one
 * also the roles, the last one also the end mark.
 */
final class AnswerStream {

    /** The most tokens of a choice in one event. */
    static final int TOKENS_AN_EVENT = 4;

    private final ChunkWriter writer;
    private final JsonBytes buffer;
    private final Sink sink;
    private final Pacer pacer;

    AnswerStream(ChunkWriter writer, JsonBytes buffer, Sink sink, Pacer pacer) {
        this.writer = writer;
        this.buffer = buffer;
        this.sink = sink;
        this.pacer = pacer;
    }

    /** @param usage what the last chunk says once all choices are complete; not asked unless {@code usageAsked} */
    void write(List<Choice> choices, boolean usageAsked, Supplier<Tokens> usage) throws IOException {
        choices.forEach(Choice::begin);
        boolean[] done = new boolean[choices.size()];
        int open = choices.size();
        int tokens = pacer.idle() ? TOKENS_AN_EVENT : 1;
        pacer.beforeTheFirst();
        while (true) {
            for (int i = 0; i < done.length; i++) {
                if (!done[i] && choices.get(i).step(tokens)) {
                    done[i] = true;
                    open--;
                }
            }
            if (open == 0) {
                break;
            }
            send();
            pacer.beforeTheNext(tokens);
        }
        if (usageAsked) {
            writer.usage(usage.get());
        }
        writer.done();
        send();
    }

    private void send() throws IOException {
        if (sink.gone()) {
            throw new IOException("the caller left");
        }
        if (buffer.size() > 0) {
            sink.event(buffer.array(), 0, buffer.size());
            buffer.clear();
        }
    }
}

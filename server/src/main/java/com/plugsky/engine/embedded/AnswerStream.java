package com.plugsky.engine.embedded;

import com.plugsky.engine.Sink;
import com.plugsky.stream.Answer;
import com.plugsky.stream.Call;
import com.plugsky.stream.ChunkWriter;
import com.plugsky.stream.JsonBytes;
import com.plugsky.stream.Tokens;
import com.plugsky.token.Pieces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    AnswerStream(ChunkWriter writer, JsonBytes buffer, Sink sink) {
        this.writer = writer;
        this.buffer = buffer;
        this.sink = sink;
    }

    /** @param usage what the last chunk says; not written unless {@code usageAsked} */
    void write(List<Answer> choices, Tokens usage, boolean usageAsked) throws IOException {
        var cursors = new ArrayList<Cursor>(choices.size());
        for (int i = 0; i < choices.size(); i++) {
            cursors.add(new Cursor(i, choices.get(i)));
            writer.role(i, choices.get(i).content() == null ? null : "");
        }
        int open = cursors.size();
        while (open > 0) {
            for (Cursor cursor : cursors) {
                if (!cursor.done && cursor.step()) {
                    open--;
                }
            }
            if (open > 0) {
                send();
            }
        }
        if (usageAsked) {
            writer.usage(usage);
        }
        writer.done();
        send();
    }

    private void send() throws IOException {
        if (sink.gone()) {
            throw new IOException("the caller left");
        }
        sink.event(buffer.array(), 0, buffer.size());
        buffer.clear();
    }

    /** How far one choice is written. */
    private final class Cursor {

        private final int choice;
        private final Answer answer;
        private int call = -1;
        private int token;
        private boolean done;

        Cursor(int choice, Answer answer) {
            this.choice = choice;
            this.answer = answer;
        }

        /** Writes the next few tokens and says whether the choice is complete. */
        boolean step() {
            Pieces text = call < 0 ? answer.content() : answer.calls().get(call).text();
            int size = text == null ? 0 : text.size();
            int to = Math.min(size, token + TOKENS_AN_EVENT);
            if (text != null && text.end(to) > text.end(token)) {
                write(text, to);
            }
            token = to;
            if (token == size) {
                next();
            }
            return done;
        }

        private void write(Pieces text, int to) {
            if (call < 0) {
                writer.content(choice, text.text(), text.end(token), text.end(to));
            } else {
                writer.text(choice, call, answer.calls().get(call), token, to);
            }
        }

        private void next() {
            call++;
            token = 0;
            if (call < answer.calls().size()) {
                Call next = answer.calls().get(call);
                writer.start(choice, call, next);
            } else {
                writer.finish(choice, answer.finish());
                done = true;
            }
        }
    }
}

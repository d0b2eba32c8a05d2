package com.plugsky.stream;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a stream's events into a buffer: each method adds one whole event.
 *
 * <p>The first roles of the choices come in the order of their indexes. After all choices {@link #usage} if it was asked
 * for, and {@link #done}. The stream checks of the conformance kit hold every order of events to the contract's
 * {@code x-stream-protocol}; this class writes what it is told.
 */
public final class ChunkWriter implements AnswerWriter {

    private static final String NO_FINISH = "},\"finish_reason\":null}]";

    private final JsonBytes out;
    private final byte[] head;
    private final byte[] tail;

    /** @param usageAsked whether the stream will end with a usage chunk, which every chunk announces */
    public ChunkWriter(AnswerHead answer, boolean usageAsked, JsonBytes out) {
        this.out = out;
        var prefix = new JsonBytes(256);
        prefix.raw("data: {\"id\":").quoted(answer.id());
        prefix.raw(",\"object\":\"chat.completion.chunk\",\"created\":").number(answer.created());
        prefix.raw(",\"model\":").quoted(answer.model());
        prefix.raw(",\"system_fingerprint\":").quoted(answer.fingerprint());
        prefix.raw(",\"choices\":[");
        this.head = prefix.toByteArray();
        this.tail = (usageAsked ? ",\"usage\":null}\n\n" : "}\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void role(int choice, boolean speaks) {
        begin(choice).raw("\"role\":\"assistant\",\"content\":").raw(speaks ? "\"\"" : "null");
        out.raw(NO_FINISH).raw(tail);
    }

    @Override
    public void reasoning(int choice, byte[] text, int length) {
        begin(choice).raw("\"reasoning_content\":\"").utf8(text, 0, length);
        out.raw("\"").raw(NO_FINISH).raw(tail);
    }

    @Override
    public void content(int choice, byte[] text, int length, @Nullable JsonBytes logprobs) {
        begin(choice).raw("\"content\":\"").utf8(text, 0, length).raw("\"");
        if (logprobs == null) {
            out.raw(NO_FINISH).raw(tail);
            return;
        }
        out.raw("},\"logprobs\":{\"content\":[").raw(logprobs.array(), logprobs.size());
        out.raw("],\"refusal\":null},\"finish_reason\":null}]").raw(tail);
    }

    @Override
    public void start(int choice, int index, Call call) {
        begin(choice);
        String member = call.kind().member();
        boolean old = call.kind() == Call.Kind.OLD_FUNCTION;
        if (!old) {
            out.raw("\"tool_calls\":[{\"index\":").number(index);
            out.raw(",\"id\":")
                    .quoted(call.id())
                    .raw(",\"type\":\"")
                    .raw(member)
                    .raw("\",");
        }
        out.raw("\"").raw(member).raw("\":{\"name\":").quoted(call.name());
        out.raw(",\"").raw(call.kind().text()).raw("\":\"\"}").raw(old ? "" : "}]");
        out.raw(NO_FINISH).raw(tail);
    }

    @Override
    public void text(int choice, int index, Call call, byte[] text, int length) {
        begin(choice);
        boolean old = call.kind() == Call.Kind.OLD_FUNCTION;
        if (!old) {
            out.raw("\"tool_calls\":[{\"index\":").number(index).raw(",");
        }
        out.raw("\"").raw(call.kind().member()).raw("\":{\"");
        out.raw(call.kind().text()).raw("\":\"").utf8(text, 0, length);
        out.raw(old ? "\"}" : "\"}}]").raw(NO_FINISH).raw(tail);
    }

    @Override
    public void finish(int choice, Finish reason) {
        begin(choice)
                .raw("},\"finish_reason\":\"")
                .raw(reason.wire())
                .raw("\"}]")
                .raw(tail);
    }

    /** The event after all choices that says what the answer took. */
    public void usage(Tokens tokens) {
        out.raw(head).raw("],\"usage\":");
        tokens.write(out);
        out.raw("}\n\n");
    }

    /** The end mark. */
    public void done() {
        out.raw(Sse.DONE);
    }

    private JsonBytes begin(int choice) {
        return out.raw(head).raw("{\"index\":").number(choice).raw(",\"delta\":{");
    }
}

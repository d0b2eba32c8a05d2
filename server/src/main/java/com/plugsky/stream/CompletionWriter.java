package com.plugsky.stream;

import org.jspecify.annotations.Nullable;

/**
 * The writer of a {@code chat.completion}: a whole answer as one JSON object. The choices come one after another, in the
 * order of their indexes; {@link #end} comes once, after them.
 */
public final class CompletionWriter implements AnswerWriter {

    private final AnswerHead head;
    private final JsonBytes out = new JsonBytes(1024);
    private final @Nullable JsonBytes logprobs;
    private boolean speaks;
    private boolean reasoned;
    private boolean told;
    private int calls;

    /** @param logprobs whether texts come with those of their tokens; a choice without tokens has none, as in a stream */
    public CompletionWriter(AnswerHead head, boolean logprobs) {
        this.head = head;
        this.logprobs = logprobs ? new JsonBytes(1024) : null;
        out.raw("{\"id\":").quoted(head.id());
        out.raw(",\"object\":\"chat.completion\",\"created\":").number(head.created());
        out.raw(",\"model\":").quoted(head.model());
        out.raw(",\"choices\":[");
    }

    @Override
    public void role(int choice, boolean hasText) {
        out.raw(choice == 0 ? "{\"index\":" : ",{\"index\":").number(choice);
        out.raw(",\"message\":{\"role\":\"assistant\"");
        speaks = hasText;
        reasoned = false;
        told = false;
        calls = 0;
        if (logprobs != null) {
            logprobs.clear();
        }
    }

    @Override
    public void reasoning(int choice, byte[] text, int length) {
        out.raw(reasoned ? "" : ",\"reasoning_content\":\"").utf8(text, 0, length);
        reasoned = true;
    }

    @Override
    public void content(int choice, byte[] text, int length, @Nullable JsonBytes entries) {
        beginText();
        out.utf8(text, 0, length);
        if (logprobs != null && entries != null && entries.size() > 0) {
            logprobs.raw(logprobs.size() == 0 ? "" : ",").raw(entries.array(), entries.size());
        }
    }

    /** Everything up to the first piece of the text; the texts of JSON follow each other as their members do. */
    private void beginText() {
        if (!told) {
            out.raw(reasoned ? "\"" : "").raw(speaks ? ",\"content\":\"" : ",\"content\":null,\"refusal\":null");
            told = true;
        }
    }

    private void endText() {
        beginText();
        out.raw(speaks ? "\",\"refusal\":null" : "");
        speaks = false;
    }

    @Override
    public void start(int choice, int index, Call call) {
        endText();
        String member = call.kind().member();
        if (call.kind() == Call.Kind.OLD_FUNCTION) {
            out.raw(",\"function_call\":");
        } else {
            out.raw(calls == 0 ? ",\"tool_calls\":[{\"id\":" : "\"}},{\"id\":").quoted(call.id());
            out.raw(",\"type\":\"").raw(member).raw("\",\"").raw(member).raw("\":");
        }
        out.raw("{\"name\":").quoted(call.name());
        out.raw(",\"").raw(call.kind().text()).raw("\":\"");
        calls = call.kind() == Call.Kind.OLD_FUNCTION ? -1 : calls + 1;
    }

    @Override
    public void text(int choice, int index, Call call, byte[] text, int length) {
        out.utf8(text, 0, length);
    }

    @Override
    public void finish(int choice, Finish reason) {
        endText();
        out.raw(calls == 0 ? "" : calls < 0 ? "\"}" : "\"}}]");
        if (logprobs != null && logprobs.size() > 0) {
            out.raw("},\"logprobs\":{\"content\":[").raw(logprobs.array(), logprobs.size());
            out.raw("],\"refusal\":null}");
        } else {
            out.raw("},\"logprobs\":null");
        }
        out.raw(",\"finish_reason\":\"").raw(reason.wire()).raw("\"}");
    }

    /** Ends the completion and gives its bytes. */
    public byte[] end(Tokens tokens) {
        out.raw("],\"usage\":");
        tokens.write(out);
        out.raw(",\"system_fingerprint\":").quoted(head.fingerprint()).raw("}");
        return out.toByteArray();
    }
}

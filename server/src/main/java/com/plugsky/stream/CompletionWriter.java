package com.plugsky.stream;

import com.plugsky.token.Pieces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writer of a {@code chat.completion}: a whole answer as one JSON object. */
public final class CompletionWriter {

    private CompletionWriter() {}

    /** The completion's bytes; the choices' indexes are their places in the list. */
    public static byte[] write(AnswerHead head, List<Answer> choices, Tokens tokens) {
        var out = new JsonBytes(1024);
        out.raw("{\"id\":").quoted(head.id());
        out.raw(",\"object\":\"chat.completion\",\"created\":").number(head.created());
        out.raw(",\"model\":").quoted(head.model());
        out.raw(",\"choices\":[");
        for (int i = 0; i < choices.size(); i++) {
            out.raw(i == 0 ? "{\"index\":" : ",{\"index\":").number(i);
            choice(out, choices.get(i));
        }
        out.raw("],\"usage\":");
        tokens.write(out);
        out.raw(",\"system_fingerprint\":").quoted(head.fingerprint()).raw("}");
        return out.toByteArray();
    }

    private static void choice(JsonBytes out, Answer answer) {
        out.raw(",\"message\":{\"role\":\"assistant\",\"content\":");
        content(out, answer.content());
        out.raw(",\"refusal\":null");
        calls(out, answer.calls());
        out.raw("},\"logprobs\":null,\"finish_reason\":\"")
                .raw(answer.finish().wire())
                .raw("\"}");
    }

    private static void content(JsonBytes out, @Nullable Pieces content) {
        if (content == null) {
            out.raw("null");
        } else {
            out.quoted(content.text());
        }
    }

    private static void calls(JsonBytes out, List<Call> calls) {
        if (calls.isEmpty()) {
            return;
        }
        if (calls.getFirst().kind() == Call.Kind.OLD_FUNCTION) {
            out.raw(",\"function_call\":");
            body(out, calls.getFirst());
            return;
        }
        String separator = ",\"tool_calls\":[{\"id\":";
        for (Call call : calls) {
            out.raw(separator).quoted(call.id());
            out.raw(",\"type\":\"").raw(call.kind().member());
            out.raw("\",\"").raw(call.kind().member()).raw("\":");
            body(out, call);
            out.raw("}");
            separator = ",{\"id\":";
        }
        out.raw("]");
    }

    private static void body(JsonBytes out, Call call) {
        out.raw("{\"name\":").quoted(call.name());
        out.raw(",\"")
                .raw(call.kind().text())
                .raw("\":")
                .quoted(call.text().text())
                .raw("}");
    }
}

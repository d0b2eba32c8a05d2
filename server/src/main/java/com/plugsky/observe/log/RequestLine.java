package com.plugsky.observe.log;

import com.plugsky.access.Caller;
import com.plugsky.engine.Usage;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import com.plugsky.observe.RequestEntry;
import com.plugsky.stream.JsonBytes;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the request log: a JSON object that ends with a line break. What is not known has no member.
 *
 * @param at when the request ended
 */
record RequestLine(Instant at, Passage passage, Observer.Ended how) {

    private static final double NANOS_A_MILLI = 1e6;

    byte[] bytes() {
        JsonBytes out =
                new JsonBytes(640).raw("{\"time\":\"").raw(at.toString()).raw("\"");
        text(out, "request_id", passage.id());
        text(out, "client_request_id", passage.clientId());
        text(out, "trace_id", passage.trace().traceId());
        text(out, "span_id", passage.trace().spanId());
        text(out, "operation", passage.operation());
        number(out, "status", how.status());
        RequestEntry entry = passage.entry();
        text(out, "outcome", entry == null ? null : entry.ending().outcome().wire());
        text(out, "error", passage.errorType());
        caller(out, passage.caller());
        millis(out, "duration_ms", how.nanos());
        if (entry != null) {
            chat(out, entry);
        }
        return out.raw("}\n").toByteArray();
    }

    private static void caller(JsonBytes out, @Nullable Caller caller) {
        if (caller != null) {
            text(out, "key_id", caller.keyId());
            text(out, "workspace", caller.workspace());
        }
    }

    private void chat(JsonBytes out, RequestEntry entry) {
        RequestEntry.Decision decision = entry.decision();
        RequestEntry.Ending ending = entry.ending();
        text(out, "model_asked", decision.modelAsked());
        text(out, "model", ending.model());
        text(
                out,
                "strategy",
                decision.strategy() == null ? null : decision.strategy().wire());
        text(out, "rule", decision.rule());
        number(out, "attempts", ending.attempts());
        Usage usage = ending.usage();
        number(out, "prompt_tokens", usage.promptTokens());
        number(out, "completion_tokens", usage.completionTokens());
        number(out, "reasoning_tokens", usage.reasoningTokens());
        if (ending.firstChunk() != null) {
            millis(out, "first_chunk_ms", ending.firstChunk().toNanos());
        }
        repairs(out, passage.repairs());
        if (passage.repeated()) {
            out.raw(",\"replayed\":true");
        }
    }

    private static void repairs(JsonBytes out, Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        String between = ",\"repairs\":[";
        for (String name : names) {
            out.raw(between).quoted(name);
            between = ",";
        }
        out.raw("]");
    }

    private static void text(JsonBytes out, String name, @Nullable String value) {
        if (value != null) {
            out.raw(",\"").raw(name).raw("\":").quoted(value);
        }
    }

    private static void number(JsonBytes out, String name, long value) {
        out.raw(",\"").raw(name).raw("\":").number(value);
    }

    private static void millis(JsonBytes out, String name, long nanos) {
        out.raw(",\"").raw(name).raw("\":").raw(Double.toString(Math.round(nanos / NANOS_A_MILLI * 1000) / 1000.0));
    }
}

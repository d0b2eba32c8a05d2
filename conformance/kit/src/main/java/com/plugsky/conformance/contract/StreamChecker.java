package com.plugsky.conformance.contract;

import com.plugsky.conformance.wire.SseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges a whole stream: framing, then the protocol's machines, then what must be equal in all chunks. */
public final class StreamChecker {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> EQUAL = List.of("id", "object", "created", "model");

    private final StreamProtocol protocol;

    public StreamChecker(StreamProtocol protocol) {
        this.protocol = protocol;
    }

    /** All findings, in the order of the events; empty for a stream that is right. */
    public List<StreamFinding> check(List<SseEvent> events) {
        List<StreamFinding> findings = new ArrayList<>();
        StreamRun run = new StreamRun(protocol, findings);
        Map<String, JsonNode> first = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            run.at(i);
            SseEvent event = events.get(i);
            framing(event, i, findings);
            event.comments().forEach(comment -> run.on("comment"));
            String data = event.data();
            if (event.done()) {
                run.on("done");
            } else if (data != null) {
                chunk(data, i, findings, run, first);
            }
        }
        run.at(events.size());
        run.end();
        return findings;
    }

    private static void chunk(
            String data, int number, List<StreamFinding> findings, StreamRun run, Map<String, JsonNode> first) {
        JsonNode chunk = read(data);
        if (chunk == null || !chunk.isObject()) {
            findings.add(new StreamFinding(StreamAspect.FRAMING, number, "data is no JSON object: " + data));
            return;
        }
        if (chunk.has("error")) {
            if (chunk.has("choices")) {
                findings.add(new StreamFinding(StreamAspect.ERROR_KEY, number, "a chunk with the key error"));
            } else {
                run.on("error");
            }
        }
        if (chunk.has("choices") || !chunk.has("error")) {
            shape(chunk, number, findings, first);
            run.chunk(chunk);
        }
    }

    private static void framing(SseEvent event, int number, List<StreamFinding> findings) {
        if (!event.utf8()) {
            findings.add(new StreamFinding(StreamAspect.TEXT, number, "bytes that are not UTF-8"));
        }
        if (event.data() == null) {
            findings.add(new StreamFinding(StreamAspect.COMMENT, number, "a block without data: " + event.lines()));
        }
        if (!event.closed()) {
            StreamAspect aspect = event.done() ? StreamAspect.END : StreamAspect.FRAMING;
            findings.add(new StreamFinding(aspect, number, "no blank line after " + event.lines()));
        }
        int dataLines = 0;
        for (String line : event.lines()) {
            if (line.matches("(id|event|retry)(:.*)?")) {
                findings.add(new StreamFinding(StreamAspect.FIELDS, number, "line '" + line + "'"));
            } else if (line.startsWith("data:")) {
                dataLines++;
            } else if (!line.startsWith(":")) {
                findings.add(new StreamFinding(StreamAspect.FRAMING, number, "line '" + line + "'"));
            } else if (dataLines > 0) {
                findings.add(new StreamFinding(StreamAspect.COMMENT, number, "a comment after the data line"));
            }
        }
        if (dataLines > 1) {
            findings.add(new StreamFinding(StreamAspect.FRAMING, number, dataLines + " data lines in one event"));
        }
    }

    private static void shape(JsonNode chunk, int number, List<StreamFinding> findings, Map<String, JsonNode> first) {
        for (String member : EQUAL) {
            JsonNode value = chunk.path(member);
            JsonNode expected = first.computeIfAbsent(member, unused -> value);
            if (value.isMissingNode() || !value.equals(expected)) {
                String text = member + ": " + value + " (expected: " + expected + ")";
                findings.add(new StreamFinding(StreamAspect.IDENTITY, number, text));
            }
        }
        if (!chunk.path("object").asString("").equals("chat.completion.chunk")) {
            findings.add(new StreamFinding(StreamAspect.IDENTITY, number, "object: " + chunk.path("object")));
        }
        if (!chunk.path("choices").isArray()) {
            findings.add(new StreamFinding(StreamAspect.CHOICES, number, "no choices array"));
        }
        for (JsonNode choice : chunk.path("choices")) {
            for (String key : List.of("index", "delta", "finish_reason")) {
                if (!choice.has(key)) {
                    findings.add(new StreamFinding(StreamAspect.CHOICES, number, "a choice without " + key));
                }
            }
        }
    }

    private static @Nullable JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JacksonException bad) {
            return null;
        }
    }
}

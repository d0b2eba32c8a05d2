package com.plugsky.conformance.upstream.script;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.upstream.script.Asked.ToolCall;
import com.plugsky.conformance.wire.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer that a script gives to a request. */
public final class Replies {
    private static final String JSON = "application/json";
    private static final String PAGE = "<!doctype html><html><body><h1>Welcome to the proxy</h1></body></html>\n";
    private static final Header EVENTS = new Header("Content-Type", "text/event-stream; charset=utf-8");
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private Replies() {}

    /**
     * The answer to a chat request.
     *
     * @param told what {@link Fault#ECHO} answers with
     * @param seed another one gives another text
     * @param now from which {@link Fault#STATUS_DATE} counts
     */
    public static Reply of(Script script, JsonNode request, String told, long seed, Instant now) {
        Fault fault = script.fault();
        if (fault == Fault.HTML) {
            return Reply.whole(200, "text/html; charset=utf-8", utf8(PAGE));
        }
        if (fault == Fault.STATUS || fault == Fault.STATUS_DATE) {
            return status(script, now);
        }
        Asked asked = Asked.of(request, script);
        Answers answers = new Answers(asked, script.model(), script.is(Fault.ECHO) ? told : "", seed);
        return asked.stream()
                ? stream(script, answers, asked.call())
                : plain(script, answers.completion(), asked.call());
    }

    /** An error in OpenAI's envelope, with an address and a key in it that nobody downstream may see. */
    public static Reply error(int status, String code) {
        return Reply.whole(status, JSON, utf8(failure(status, code).toString()));
    }

    private static Reply status(Script script, Instant now) {
        Reply error = error(script.status(), script.status() == 429 ? "rate_limit_exceeded" : "scripted_failure");
        if (script.number() < 0) {
            return error;
        }
        String after = script.is(Fault.STATUS_DATE)
                ? HTTP_DATE.format(now.plusSeconds(script.number()))
                : String.valueOf(script.number());
        List<Header> headers = new ArrayList<>(error.headers());
        headers.add(new Header("Retry-After", after));
        return new Reply(error.status(), headers, false, error.parts());
    }

    private static ObjectNode failure(int status, String code) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("error")
                .put("message", "Scripted failure at http://127.0.0.1:9/v1 with the key sk-scripted-0123456789abcdef")
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .putNull("param")
                .put("code", code);
        return error;
    }

    private static Reply plain(Script script, ObjectNode completion, @Nullable ToolCall call) {
        Misshape.completion(script.fault(), completion, call);
        boolean error = script.is(Fault.ERROR_EVENT) || script.is(Fault.ERROR_LINE);
        byte[] body = utf8((error ? failure(500, "scripted_failure") : completion).toString());
        if (script.is(Fault.BOM)) {
            body = joined(MARK, body);
        }
        if (script.is(Fault.SPLIT_UTF8)) {
            return new Reply(200, List.of(new Header("Content-Type", JSON)), true, bytes(List.of(body)));
        }
        int half = body.length / 2;
        int last = body.length - 1;
        List<byte[]> parts = List.of(
                Arrays.copyOfRange(body, 0, half),
                Arrays.copyOfRange(body, half, last),
                Arrays.copyOfRange(body, last, body.length));
        Phase phase = script.phase();
        if (script.is(Fault.HALF_JSON) && phase != null) {
            parts = parts.subList(0, Math.max(0, phase.border(parts.size())));
        }
        return new Reply(200, List.of(new Header("Content-Type", JSON)), false, parts);
    }

    private static Reply stream(Script script, Answers answers, @Nullable ToolCall call) {
        List<ObjectNode> chunks = answers.chunks();
        Misshape.chunks(script.fault(), chunks, answers.usage(), call);
        List<String> events = new ArrayList<>();
        chunks.forEach(chunk -> events.add("data: " + chunk + "\n\n"));
        if (!script.is(Fault.NO_DONE)) {
            events.add("data: [DONE]\n\n");
        }
        strike(script, events);
        List<byte[]> parts = new ArrayList<>();
        for (String event : events) {
            String text = script.is(Fault.COMMENTS) ? ": scripted\n\n" + event : event;
            parts.add(utf8(script.is(Fault.CRLF) ? text.replace("\n", "\r\n") : text));
        }
        if (script.is(Fault.BOM)) {
            parts.set(0, joined(MARK, parts.getFirst()));
        }
        List<Header> headers = List.of(EVENTS, new Header("Cache-Control", "no-cache"));
        return new Reply(200, headers, true, script.is(Fault.SPLIT_UTF8) ? bytes(parts) : parts);
    }

    /** Puts what is no chunk among the events, at the phase of the script. */
    private static void strike(Script script, List<String> events) {
        Phase phase = script.phase();
        int at = phase == null ? 0 : Math.max(0, phase.border(events.size()));
        String error = failure(500, "scripted_failure").toString();
        switch (script.fault()) {
            case HALF_JSON -> {
                String whole = events.get(at).equals("data: [DONE]\n\n") ? events.getFirst() : events.get(at);
                events.add(at, whole.substring(0, whole.length() / 2) + "\n\n");
            }
            case ERROR_EVENT -> end(events, at, "data: " + error + "\n\n");
            case ERROR_LINE -> end(events, at, "error: " + error + "\n\n");
            default -> {}
        }
    }

    private static void end(List<String> events, int at, String last) {
        events.subList(at, events.size()).clear();
        events.add(last);
    }

    private static List<byte[]> bytes(List<byte[]> parts) {
        List<byte[]> single = new ArrayList<>();
        for (byte[] part : parts) {
            for (byte one : part) {
                single.add(new byte[] {one});
            }
        }
        return single;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The list of models: a right one, and one for each fault. */
    public static Reply models() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        for (Fault fault : Fault.values()) {
            data.addObject()
                    .put("id", fault.example())
                    .put("object", "model")
                    .put("created", 1_767_225_600)
                    .put("owned_by", "scripted");
        }
        return Reply.whole(200, JSON, Json.bytes(list));
    }
}

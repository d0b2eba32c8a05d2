package com.plugsky.engine.upstream.relay.fault;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as an upstream words it, in any of the shapes that are met.
 *
 * @param message its text, as it came; empty if there is none that people could read
 * @param type its kind in the upstream's words
 * @param code its code, if that is a text
 * @param param the member that is wrong
 * @param status its code, if that is a number; else 0
 */
public record ErrorBody(
        String message,
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        int status) {

    /** One that says nothing. */
    public static final ErrorBody SILENT = new ErrorBody("", null, null, null, 0);

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a whole body. */
    public static ErrorBody read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || text.startsWith("<")) {
            return SILENT;
        }
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            try {
                return of(JSON.readTree(text));
            } catch (JacksonException e) {
                return SILENT; // JSON that is cut, or too deep
            }
        }
        return new ErrorBody(text, null, null, null, 0);
    }

    /** Whether it is an error at all. */
    public boolean speaks() {
        return !message.isEmpty() || code != null || type != null;
    }

    private static ErrorBody of(JsonNode node) {
        if (node.isString()) {
            return new ErrorBody(node.stringValue(), null, null, null, 0);
        }
        if (node.isArray()) {
            return node.isEmpty() ? SILENT : of(node.get(0));
        }
        for (String wrapper : new String[] {"error", "errors"}) {
            JsonNode inner = node.path(wrapper);
            if (inner.isObject() || inner.isString() || inner.isArray()) {
                return of(inner);
            }
        }
        JsonNode detail = node.path("detail");
        if (detail.isArray() && !detail.isEmpty()) {
            return validation(detail.get(0));
        }
        if (detail.isObject() || detail.isString()) {
            return of(detail);
        }
        JsonNode code = node.path("code");
        return new ErrorBody(
                text(node, "message", ""),
                text(node, "type", null),
                code.isString() ? code.stringValue() : null,
                text(node, "param", null),
                code.isInt() ? code.intValue() : 0);
    }

    /** One entry of what FastAPI calls the detail: where, what and of which kind. */
    private static ErrorBody validation(JsonNode entry) {
        var param = new StringBuilder();
        for (JsonNode step : entry.path("loc")) {
            if (step.isInt()) {
                param.append('[').append(step.intValue()).append(']');
            } else if (step.isString() && !step.stringValue().equals("body")) {
                param.append(param.isEmpty() ? "" : ".").append(step.stringValue());
            }
        }
        String place = param.isEmpty() ? null : param.toString();
        String text = text(entry, "msg", "");
        return new ErrorBody(place == null ? text : place + ": " + text, text(entry, "type", null), null, place, 0);
    }

    @SuppressWarnings("NullAway") // null in, null out
    private static String text(JsonNode node, String name, @Nullable String absent) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : absent;
    }
}

package com.plugsky.conformance.contract;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds one answer against what its operation documents. */
final class AnswerCheck {
    private static final int MAX_ERROR_BODY = 8 * 1024;
    private static final String ERROR = "/components/schemas/ErrorResponse";
    private static final JsonMapper JSON = new JsonMapper();

    private final Contract contract;
    private final Map<Pattern, JsonNode> paths = new HashMap<>();

    AnswerCheck(Contract contract) {
        this.contract = contract;
        for (var path : contract.document().path("paths").properties()) {
            // A parameter at the path's end may hold slashes: ids of models do.
            String regex = path.getKey().replaceAll("\\{[a-z_]+}$", ".+").replaceAll("\\{[a-z_]+}", "[^/]+");
            paths.put(Pattern.compile(regex), path.getValue());
        }
    }

    List<String> findings(Exchange exchange) {
        Request request = exchange.request();
        Answer answer = exchange.answer();
        String path = request.target().split("\\?", 2)[0];
        boolean withoutBody =
                request.method().equals("HEAD") || request.method().equals("OPTIONS");
        if (withoutBody || !path.startsWith("/v1/") || !answer.complete()) {
            return List.of();
        }
        List<String> findings = new ArrayList<>();
        JsonNode response = response(request.method(), path, answer.status());
        if (response != null) {
            headers(response, answer, findings);
            documented(response, answer, findings);
        } else if (answer.status() >= 400) {
            json(ERROR, answer, findings);
        }
        if (answer.status() >= 400 && answer.body().length > MAX_ERROR_BODY) {
            findings.add("error body of " + answer.body().length + " bytes (expected: at most " + MAX_ERROR_BODY + ")");
        }
        return findings.isEmpty() ? List.of() : prefixed(request, answer, findings);
    }

    private static List<String> prefixed(Request request, Answer answer, List<String> findings) {
        String place = request.method() + " " + request.target() + " " + answer.status() + ": ";
        return findings.stream().map(place::concat).toList();
    }

    /** The response object for this status; null where the contract does not know path or method. */
    private @Nullable JsonNode response(String method, String path, int status) {
        for (var entry : paths.entrySet()) {
            JsonNode operation = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            if (entry.getKey().matcher(path).matches() && operation.isObject()) {
                JsonNode responses = operation.path("responses");
                JsonNode exact = responses.path(String.valueOf(status));
                return contract.resolve(exact.isMissingNode() && status >= 400 ? responses.path("default") : exact);
            }
        }
        return null;
    }

    private void headers(JsonNode response, Answer answer, List<String> findings) {
        for (var entry : response.path("headers").properties()) {
            JsonNode header = contract.resolve(entry.getValue());
            String value = answer.header(entry.getKey());
            if (value == null) {
                if (header.path("required").asBoolean(false)) {
                    findings.add("header " + entry.getKey() + " is missing");
                }
                continue;
            }
            JsonNode schema = contract.resolve(header.path("schema"));
            String pattern = schema.path("pattern").asString(".*");
            boolean number = schema.path("type").asString("").equals("integer");
            if (!value.matches(number ? "-?[0-9]+" : pattern)) {
                findings.add("header " + entry.getKey() + ": " + value + " does not match its schema");
            }
        }
    }

    private void documented(JsonNode response, Answer answer, List<String> findings) {
        if (response.isMissingNode()) {
            findings.add("undocumented status");
            return;
        }
        JsonNode media = response.path("content").path(answer.mediaType());
        if (media.isMissingNode()) {
            findings.add("undocumented media type '" + answer.mediaType() + "'");
        } else if (answer.isStream()) {
            for (SseEvent event : answer.events()) {
                event(event, findings);
            }
        } else {
            json(media.path("schema").path("$ref").asString().substring(1), answer, findings);
        }
    }

    private void json(String schema, Answer answer, List<String> findings) {
        try {
            findings.addAll(contract.at(schema, JSON.readTree(answer.body())));
        } catch (JacksonException bad) {
            findings.add("body is not JSON: " + bad.getOriginalMessage());
        }
    }

    private void event(SseEvent event, List<String> findings) {
        String data = event.data();
        if (data == null || event.done()) {
            return;
        }
        try {
            JsonNode tree = JSON.readTree(data);
            String schema = tree.has("error") ? ERROR : "/components/schemas/ChatCompletionChunk";
            findings.addAll(contract.at(schema, tree));
        } catch (JacksonException bad) {
            findings.add("event is not JSON: " + bad.getOriginalMessage());
        }
    }
}

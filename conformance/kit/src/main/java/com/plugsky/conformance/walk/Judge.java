package com.plugsky.conformance.walk;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.contract.StreamFinding;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says whether an answer fits its request: valid ones are 200, broken ones 400, and each body keeps the contract. Safe for threads. */
final class Judge {
    private static final JsonMapper JSON = new JsonMapper();
    /** What a model refuses although the contract allows it, by the type of the part or format that it does not know. */
    private static final Set<String> BEYOND_MODELS = Set.of("input_audio", "file", "grammar");

    private final Contract contract;
    private final StreamChecker streams;
    private final boolean places;

    /** @param places whether an error has to name the place that is broken */
    Judge(Contract contract, boolean places) {
        this.contract = contract;
        this.places = places;
        this.streams = new StreamChecker(contract.protocol());
    }

    /** Why the answer does not fit its case, in one line; null when it does. */
    @Nullable
    String misfit(WalkCase walked, Request request, Answer answer) {
        String why = misfit(walked.valid(), walked.body(), request, answer);
        Breakage broken = walked.broken();
        return places && why == null && broken != null ? elsewhere(broken, answer) : why;
    }

    /** An error has to name the place that is broken, a part of it, or what it is a part of. */
    private static @Nullable String elsewhere(Breakage broken, Answer answer) {
        String place = broken.param();
        String param = JSON.readTree(answer.body()).at("/error/param").asString("");
        boolean named = place.startsWith(param) || param.startsWith(place);
        return named && (place.isEmpty() || !param.isEmpty())
                ? null
                : "error.param: " + param + " (expected: " + place + " or what it is a part of)";
    }

    /** The same for a body alone. */
    @Nullable
    String misfit(boolean valid, JsonNode body, Request request, Answer answer) {
        int status = answer.status();
        if (status >= 500) {
            return "status " + status + ": " + shortened(answer.text());
        }
        List<String> findings = contract.findings(new Exchange(request, answer));
        if (!findings.isEmpty()) {
            return "contract: " + shortened(findings.getFirst());
        }
        if (valid && status != 200 && !beyondModel(body, answer)) {
            return "status " + status + " (expected: 200): " + shortened(answer.text());
        }
        if (!valid && status != 400) {
            return "status " + status + " (expected: 400): " + shortened(answer.text());
        }
        if (status == 200 && answer.isStream()) {
            List<StreamFinding> found = streams.check(answer.events());
            return found.isEmpty()
                    ? null
                    : "stream: " + shortened(found.getFirst().toString());
        }
        boolean streamed =
                body.path("stream").isBoolean() && body.path("stream").asBoolean();
        return status == 200 && streamed ? "no stream, although the request says so" : null;
    }

    private static boolean beyondModel(JsonNode body, Answer answer) {
        JsonNode error = JSON.readTree(answer.body()).path("error");
        if (answer.status() != 400 || !error.path("code").asString("").equals("unsupported_value")) {
            return false;
        }
        Stream<JsonNode> parts = body.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream());
        Stream<JsonNode> formats = body.path("tools").valueStream().map(tool -> tool.at("/custom/format"));
        return Stream.concat(parts, formats)
                .anyMatch(each -> BEYOND_MODELS.contains(each.path("type").asString("")));
    }

    private static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "...";
    }
}

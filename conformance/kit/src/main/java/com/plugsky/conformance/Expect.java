package com.plugsky.conformance;

import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sentences that checks are made of; each ends the check when it does not hold. */
public final class Expect {
    /** The words for how a choice ends. */
    public static final List<String> FINISHES =
            List.of("stop", "length", "tool_calls", "content_filter", "function_call");

    private Expect() {}

    public static void that(boolean holds, String reason, @Nullable Object... values) {
        if (!holds) {
            throw Unmet.fail(values.length == 0 ? reason : String.format(Locale.ROOT, reason, values));
        }
    }

    public static void equal(String what, @Nullable Object actual, @Nullable Object expected) {
        that(java.util.Objects.equals(actual, expected), "%s: %s (expected: %s)", what, actual, expected);
    }

    public static Answer status(Answer answer, int expected) {
        that(
                answer.status() == expected,
                "status: %d (expected: %d): %s",
                answer.status(),
                expected,
                Json.excerpt(answer.text()));
        return answer;
    }

    /** Any answer but a fault of the server. */
    public static Answer noServerFault(Answer answer) {
        that(
                answer.status() < 500,
                "status: %d (expected: below 500): %s",
                answer.status(),
                Json.excerpt(answer.text()));
        return answer;
    }

    /** The four members of the error envelope, or the check ends; the {@code error} object. */
    public static JsonNode envelope(Answer answer) {
        equal("Content-Type of an error", answer.mediaType(), "application/json");
        JsonNode root = Json.read(answer.text());
        JsonNode error = root.path("error");
        that(error.isObject(), "no member error that is an object: %s", Json.excerpt(answer.text()));
        for (String key : new String[] {"message", "type", "param", "code"}) {
            that(error.has(key), "error.%s: missing (expected: present, may be null)", key);
        }
        that(
                error.path("message").isString()
                        && !error.path("message").asString().isBlank(),
                "error.message: empty");
        that(error.path("type").isString(), "error.type: %s (expected: a string)", error.path("type"));
        for (String key : new String[] {"param", "code"}) {
            JsonNode value = error.path(key);
            that(value.isNull() || value.isString(), "error.%s: %s (expected: string or null)", key, value);
        }
        return error;
    }

    /**
     * An error with this status and an {@code error} object, which is returned; ERR-01 looks at its four members. In the profile core the
     * object may be missing, which ERR-01 says, too.
     */
    public static JsonNode refusal(Probe probe, Answer answer, int status) {
        status(answer, status);
        if (probe.profile(Profile.CORE)) {
            return Json.lenient(answer.text()).path("error");
        }
        JsonNode error = Json.read(answer.text()).path("error");
        that(error.isObject(), "no member error that is an object: %s", Json.excerpt(answer.text()));
        return error;
    }

    /** How a choice ended. In the profile core a word that is none of the five is RES-05's matter alone. */
    public static void finish(Probe probe, JsonNode choice, String expected) {
        String finish = choice.path("finish_reason").asString("null");
        that(
                finish.equals(expected) || probe.profile(Profile.CORE) && !FINISHES.contains(finish),
                "finish_reason: %s (expected: %s)",
                finish,
                expected);
    }

    /** A refusal with status 400 that has the envelope and names this param; the profile core asks for neither. */
    public static JsonNode badRequest(Probe probe, Answer answer, @Nullable String param) {
        JsonNode error = refusal(probe, answer, 400);
        if (!probe.profile(Profile.CORE)) {
            envelope(answer);
        }
        if (param != null && !probe.profile(Profile.CORE)) {
            equal("error.param", error.path("param").asString(null), param);
        }
        return error;
    }

    public static void code(JsonNode error, String expected) {
        equal("error.code", error.path("code").asString(null), expected);
    }

    public static String header(Answer answer, String name) {
        String value = answer.header(name);
        if (value == null) {
            throw Unmet.fail("header " + name + ": missing");
        }
        return value;
    }

    /** One of several experiments of a check. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** Runs a step; if it fails, the reason begins with what it was about. */
    public static void within(String about, Step step) throws IOException {
        try {
            step.run();
        } catch (Unmet unmet) {
            throw unmet.outcome() == Outcome.FAIL ? Unmet.fail(Json.excerpt(about) + ": " + unmet.reason()) : unmet;
        }
    }
}

package com.plugsky.conformance.err;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ERR-01 to ERR-14: one envelope under every fault, with the right status. */
public final class ErrorRules {
    private static final String CHUNKED = "Transfer-Encoding";
    private static final String EVENTS = "text/event-stream";
    private static final String PLACE = "filled up";
    private static final int OVER_LIMIT = 32 * 1024 * 1024 + 1;
    private static final int MOST = 8 * 1024;
    private static final int FUZZED = 100;
    private static final long SEED = 20_261_123;
    private static final Pattern LEAK = Pattern.compile(
            "\\bat [a-z]+(\\.[A-Za-z$]+)+\\(|\\b(java|javax|jakarta|org|com|tools|io)\\.[a-z]+\\.[A-Za-z.]*[A-Z]|[A-Za-z]+Exception\\b|Traceback|\\.py\"|https?://(127|10|192\\.168)\\.|\\bsk-[A-Za-z0-9]|\\b[Bb]earer [A-Za-z0-9]");

    private ErrorRules() {}

    public static List<Rule> all() {
        return Stream.of(envelope(), limits()).flatMap(List::stream).toList();
    }

    private static List<Rule> envelope() {
        return List.of(
                must(
                        "ERR-01",
                        "every failure has the envelope with its four keys",
                        probe -> each(probe, (request, answer) -> Expect.envelope(answer))),
                must(
                        "ERR-02",
                        "Accept does not change that",
                        probe -> each(
                                probe,
                                request -> request.with("Accept", EVENTS),
                                (request, answer) -> acceptChangesNothing(probe, request, answer))),
                must(
                        "ERR-03",
                        "an unknown model is 404 model_not_found",
                        probe -> Expect.code(
                                Expect.refusal(probe, probe.chat(probe.minimal("no-such-model-1")), 404),
                                "model_not_found")),
                must("ERR-04", "an unknown path is 404", probe -> {
                    Expect.refusal(probe, probe.get("/no/such/path"), 404);
                    Expect.refusal(probe, probe.get("/chat/completions/more"), 404);
                }));
    }

    private static List<Rule> limits() {
        return List.of(
                must("ERR-05", "a wrong method is 405 and Allow names the right ones", ErrorRules::wrongMethod),
                must("ERR-06", "a body that is not declared JSON is 415", ErrorRules::wrongType),
                must("ERR-07", "a body over the limit is 413", ErrorRules::tooLarge),
                must("ERR-08", "a conversation beyond the context is 400 context_length_exceeded", ErrorRules::tooLong),
                must(
                        "ERR-09",
                        "no message shows a stack trace, a class, an upstream's address or a key",
                        probe -> each(probe, (request, answer) -> {
                            String text = answer.text();
                            Expect.that(!LEAK.matcher(text).find(), "leak in %s", Json.excerpt(text));
                        })),
                must("ERR-10", "an upstream's 5xx or silence is 502 or 504", UpstreamRules::failures),
                must("ERR-11", "an upstream's 400 is 400, its 401 and 403 are 502", UpstreamRules::refusals),
                must("ERR-12", "nothing that a schema refuses is 422", probe -> {
                    for (Request request : faults(probe)) {
                        Answer answer = probe.send(request);
                        Expect.that(answer.status() != 422, "status: 422 (expected: 400)");
                    }
                }),
                must("ERR-13", "a hundred damaged bodies are no fault of the server", ErrorRules::fuzzed),
                must("ERR-14", "an error is 8 KiB at most, however long what it refuses", ErrorRules::brief));
    }

    @FunctionalInterface
    private interface Look {
        void at(Request request, Answer answer) throws IOException;
    }

    private static void each(Probe probe, Look look) throws IOException {
        each(probe, UnaryOperator.identity(), look);
    }

    /** In core the shape of errors is a matter of ERR-01. */
    private static void acceptChangesNothing(Probe probe, Request request, Answer answer) throws IOException {
        if (!probe.profile(Profile.CORE)) {
            Expect.envelope(answer);
            return;
        }
        Answer plain = probe.send(request);
        Expect.equal("status with Accept: " + EVENTS, answer.status(), plain.status());
        Expect.equal("Content-Type with Accept: " + EVENTS, answer.mediaType(), plain.mediaType());
    }

    /** Looks at refusals; that something is not refused at all is a matter of the rules on requests. */
    private static void each(Probe probe, UnaryOperator<Request> edit, Look look) throws IOException {
        int refused = 0;
        for (Request request : faults(probe)) {
            Answer answer = probe.send(edit.apply(request));
            if (answer.status() >= 400) {
                refused++;
                look.at(request, answer);
            }
        }
        Expect.that(refused > 0, "nothing is refused");
    }

    private static List<Request> faults(Probe probe) {
        Request good = probe.chatRequest(Json.bytes(probe.minimal()));
        String key = probe.target().keys().infer();
        return List.of(
                probe.chatRequest("{".getBytes(StandardCharsets.UTF_8)),
                probe.chatRequest(Json.bytes(probe.minimalWith("{'temperature': 3}"))),
                probe.chatRequest(Json.bytes(probe.minimalWith("{'messages': 5}"))),
                probe.chatRequest(
                        Json.bytes(probe.minimalWith("{'messages': [{'role': 'user', 'content': {'a': [1]}}]}"))),
                probe.chatRequest(Json.bytes(probe.minimalWith("{'tools': [{'type': 'function'}]}"))),
                probe.chatRequest(Json.bytes(probe.minimalWith("{'response_format': {'type': 'x'}}"))),
                probe.chatRequest(Json.bytes(probe.minimal("no-such-model-1"))),
                good.with("Content-Type", "text/plain"),
                probe.authorized(Request.get(probe.path("/no/such/path")), key),
                probe.authorized(Request.get(probe.path("/models/no-such-model-1")), key),
                probe.authorized(Request.of("DELETE", probe.path("/chat/completions")), key));
    }

    private static void wrongMethod(Probe probe) throws IOException {
        String key = probe.target().keys().infer();
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            if (method.equals("GET") && !probe.profile(Profile.PLUGSKY)) {
                continue; // where completions are stored it lists them
            }
            Answer answer = probe.send(probe.authorized(Request.of(method, probe.path("/chat/completions")), key));
            Expect.refusal(probe, answer, 405);
            Expect.that(
                    Expect.header(answer, "Allow").contains("POST"),
                    "Allow: %s (expected: POST)",
                    answer.header("Allow"));
        }
        Answer answer = probe.send(probe.authorized(Request.of("DELETE", probe.path("/models")), key));
        Expect.refusal(probe, answer, 405);
        Expect.that(
                Expect.header(answer, "Allow").contains("GET"), "Allow: %s (expected: GET)", answer.header("Allow"));
    }

    private static void wrongType(Probe probe) throws IOException {
        Request good = probe.chatRequest(Json.bytes(probe.minimal()));
        for (Request request : List.of(
                good.with("Content-Type", "text/plain"),
                good.with("Content-Type", "application/x-www-form-urlencoded"))) {
            Answer answer = probe.send(request);
            boolean core = probe.profile(Profile.CORE) && answer.status() == 400;
            Expect.refusal(probe, answer, core ? 400 : 415);
        }
        if (probe.profile(Profile.PLUGSKY)) {
            Expect.refusal(probe, probe.send(good.without("Content-Type")), 415);
            Expect.refusal(probe, probe.send(good.with("Content-Type", ";;;")), 415);
            Expect.refusal(probe, probe.send(good.with("Content-Type", "multipart/form-data")), 415);
            Expect.refusal(probe, probe.send(good.with("Content-Encoding", "gzip")), 415);
            Expect.status(probe.send(good.with("Content-Encoding", "identity")), 200);
        }
    }

    private static void tooLarge(Probe probe) throws IOException {
        ObjectNode body = probe.minimal().put("user", PLACE);
        Request request = probe.chatRequest(Json.filled(body, PLACE, 'u', OVER_LIMIT));
        for (Request each : List.of(request, request.with(CHUNKED, "chunked"))) {
            Answer answer = probe.send(each);
            if (probe.profile(Profile.PLUGSKY)) {
                Expect.refusal(probe, answer, 413);
            } else {
                Expect.noServerFault(answer);
            }
        }
        if (probe.profile(Profile.PLUGSKY)) {
            // Not for its chunks was it refused.
            Request small = probe.chatRequest(Json.bytes(probe.minimal()));
            Expect.status(probe.send(small.with(CHUNKED, "chunked")), 200);
        }
    }

    private static void tooLong(Probe probe) throws IOException {
        String model = "";
        long least = Long.MAX_VALUE;
        for (JsonNode entry :
                Json.read(Expect.status(probe.get("/models"), 200).text()).path("data")) {
            long context = entry.path("context_length").asLong(Long.MAX_VALUE);
            String id = entry.path("id").asString("");
            Target.Models models = probe.target().models();
            // What chooses among others has no context of its own.
            boolean chooses = id.equals(models.fusion()) || id.equals("plugsky-fusion");
            boolean mock = entry.path("mock").asBoolean(false) || models.scripted(id) || chooses;
            if (context < least && !mock) {
                least = context;
                model = id;
            }
        }
        if (model.isEmpty() || least > 2_000_000) {
            throw Unmet.notApplicable("no model says its context length");
        }
        ObjectNode body = probe.minimal(model);
        ((ObjectNode) body.path("messages").get(0)).put("content", "harbour ".repeat((int) least + 100));
        Expect.code(Expect.badRequest(probe, probe.chat(body), "messages"), "context_length_exceeded");
    }

    private static void brief(Probe probe) throws IOException {
        String many = "{'role': 'nobody', 'content': 5},".repeat(2_000);
        String texts = "\"" + "long ".repeat(20_000) + "\"";
        for (String members : List.of(
                "{'model': " + texts + "}",
                "{'temperature': " + texts + "}",
                "{'messages': [{'role': " + texts + ", 'content': 'Hi'}]}",
                "{'messages': [" + many.substring(0, many.length() - 1) + "]}",
                "{'tools': [{'type': 'function', 'function': {'name': " + texts + "}}]}",
                "{'response_format': {'type': " + texts + "}}")) {
            Answer answer = probe.chat(probe.minimalWith(members));
            Expect.that(
                    answer.status() < 400 || answer.body().length <= MOST,
                    "an error of %d bytes (expected: at most %d)",
                    answer.body().length,
                    MOST);
        }
    }

    /** Bytes of a good body changed, dropped or doubled at random places. */
    private static void fuzzed(Probe probe) throws IOException {
        Random random = new Random(SEED);
        String good = probe.minimalWith("{'temperature': 0.5, 'stop': ['a'], 'n': 1, 'metadata': {'k': 'v'}}")
                .toString();
        for (int i = 0; i < FUZZED; i++) {
            StringBuilder body = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(body.length());
                switch (random.nextInt(3)) {
                    case 0 -> body.setCharAt(at, (char) (32 + random.nextInt(95)));
                    case 1 -> body.deleteCharAt(at);
                    default ->
                        body.insert(at, body.substring(at, Math.min(body.length(), at + 1 + random.nextInt(12))));
                }
            }
            Answer answer = probe.send(probe.chatRequest(body.toString().getBytes(StandardCharsets.UTF_8)));
            Expect.that(answer.status() < 500, "status %d to %s", answer.status(), body);
        }
    }
}

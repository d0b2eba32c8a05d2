package com.plugsky.conformance.hdr;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** HDR-01 to HDR-10: headers beside the answer. */
public final class HeaderRules {
    private static final String ORIGIN = "https://app.example.com";
    /** The only kind that a server without keys lets in. */
    private static final String LOCAL_ORIGIN = "http://localhost:3000";

    private static final int ROUNDS = 3;

    private HeaderRules() {}

    public static List<Rule> all() {
        return Stream.of(ids(), dealings()).flatMap(List::stream).toList();
    }

    private static List<Rule> ids() {
        return List.of(
                must("HDR-01", "every response has a request id of its own", HeaderRules::requestId),
                should("HDR-02", "the caller's request id is not taken as the server's", HeaderRules::callersId),
                should("HDR-03", "openai-processing-ms is an integer", probe -> {
                    String millis = Expect.header(Expect.status(probe.send(good(probe)), 200), "openai-processing-ms");
                    Expect.that(millis.matches("[0-9]+"), "openai-processing-ms: %s (expected: an integer)", millis);
                }),
                must("HDR-04", "429 says when to come again", probe -> {
                    for (String fault : List.of("status-429", "status-429-7")) {
                        Answer answer = probe.fault(probe.faulty(fault));
                        Expect.refusal(probe, answer, 429);
                        String seconds = Expect.header(answer, "retry-after");
                        Expect.that(seconds.matches("[1-9][0-9]*"), "retry-after: %s (expected: at least 1)", seconds);
                    }
                }),
                should("HDR-05", "a server with limits says what is left", HeaderRules::limits));
    }

    private static List<Rule> dealings() {
        return List.of(
                must("HDR-06", "what the plan refuses is not to be retried", probe -> {
                    String key = Target.need(probe.target().keys().capped(), "a key with a plan's cap");
                    Answer answer = probe.send(good(probe).with("Authorization", "Bearer " + key));
                    Expect.refusal(probe, answer, 403);
                    Expect.equal("x-should-retry", answer.header("x-should-retry"), "false");
                }),
                should(
                        "HDR-07",
                        "openai-version is there",
                        probe -> Expect.header(Expect.status(probe.send(good(probe)), 200), "openai-version")),
                must("HDR-08", "an Idempotency-Key gives the same answer again", IdempotencyRule::check),
                must("HDR-09", "unknown headers of SDKs are ignored", probe -> {
                    Request request = good(probe)
                            .with("X-Stainless-Lang", "python")
                            .with("X-Stainless-Retry-Count", "0")
                            .with("OpenAI-Organization", "org-1")
                            .with("OpenAI-Project", "proj-1")
                            .with("OpenAI-Beta", "assistants=v2")
                            .with("Accept-Encoding", "gzip, deflate, br");
                    Answer answer = Expect.status(probe.send(request), 200);
                    // Whoever offers gzip may get it; our contract has no encodings.
                    Expect.that(
                            !probe.profile(Profile.PLUGSKY) || answer.header("Content-Encoding") == null,
                            "Content-Encoding: %s",
                            answer.header("Content-Encoding"));
                }),
                should("HDR-10", "a browser's preflight is answered", HeaderRules::preflight));
    }

    private static Request good(Probe probe) {
        return probe.chatRequest(Json.bytes(probe.minimal()));
    }

    private static void requestId(Probe probe) throws IOException {
        Set<String> ids = new HashSet<>();
        List<Request> requests = List.of(
                good(probe),
                good(probe),
                probe.chatRequest(Json.bytes(probe.streaming("{}"))),
                probe.chatRequest("{".getBytes(StandardCharsets.UTF_8)),
                good(probe).with("Authorization", "Bearer sk-live-wrong"),
                probe.authorized(
                        Request.get(probe.path("/no/such/path")),
                        probe.target().keys().infer()),
                probe.authorized(
                        Request.of("DELETE", probe.path("/models")),
                        probe.target().keys().infer()),
                probe.authorized(
                        Request.get(probe.path("/models")),
                        probe.target().keys().infer()));
        for (Request request : requests) {
            Answer answer = probe.send(request);
            String id = Expect.header(answer, "x-request-id");
            Expect.that(!id.isBlank() && ids.add(id), "x-request-id: '%s' (expected: a new one)", id);
            Expect.equal(
                    "number of x-request-id headers",
                    answer.headers("x-request-id").size(),
                    1);
        }
    }

    /** Neither as it is nor by a line end within does the caller's id become a header of the answer. */
    private static void callersId(Probe probe) throws IOException {
        for (String name : List.of("X-Request-Id", "X-Client-Request-Id")) {
            for (String value : List.of(
                    "req_mine",
                    "req_mine\r\n x-injected: folded",
                    "req_mine\rx-injected: bare",
                    "req_mine%0d%0ax-injected: encoded",
                    "req_mine\\r\\nx-injected: escaped",
                    "req_mine\u00c4\u008d\u00c4\u008ax-injected: narrowed")) {
                Answer answer = Expect.noServerFault(probe.send(good(probe).with(name, value)));
                String about = name + ": " + Json.excerpt(value);
                Expect.that(answer.header("x-injected") == null, "%s: stands in the answer as a header", about);
                // A request that is refused as bad HTTP may have no id at all.
                String id = answer.status() == 200 ? Expect.header(answer, "x-request-id") : "";
                Expect.that(!id.contains("req_mine"), "%s: is the server's", about);
            }
        }
    }

    private static void limits(Probe probe) throws IOException {
        Answer first = Expect.status(probe.send(good(probe)), 200);
        if (first.header("x-ratelimit-limit-requests") == null) {
            throw Unmet.notApplicable("the server sets no limits");
        }
        for (String what : List.of("requests", "tokens")) {
            for (String which : List.of("limit", "remaining", "reset")) {
                Expect.header(first, "x-ratelimit-" + which + "-" + what);
            }
        }
        // Limits that fill up again may do so between two requests, if these are slow.
        boolean falls = false;
        for (int i = 0; i < ROUNDS && !falls; i++) {
            long before = remaining(probe);
            falls = remaining(probe) < before;
        }
        if (!falls && probe.profile(Profile.CORE)) {
            throw Unmet.inconclusive("what remains does not fall: the limit may fill up sooner than it is asked");
        }
        Expect.that(
                falls, "x-ratelimit-remaining-requests does not fall from one request to the next, %d times", ROUNDS);
    }

    private static long remaining(Probe probe) throws IOException {
        Answer answer = Expect.status(probe.send(good(probe)), 200);
        return Long.parseLong(Expect.header(answer, "x-ratelimit-remaining-requests"));
    }

    private static void preflight(Probe probe) throws IOException {
        String own = probe.target().keys().infer() == null ? LOCAL_ORIGIN : ORIGIN;
        Request request = Request.of("OPTIONS", probe.path("/chat/completions"))
                .with("Origin", own)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization, content-type");
        Answer answer = probe.send(request);
        Expect.that(answer.status() == 200 || answer.status() == 204, "status: %d (expected: 204)", answer.status());
        String origin = Expect.header(answer, "Access-Control-Allow-Origin");
        Expect.that(origin.equals("*") || origin.equals(own), "Access-Control-Allow-Origin: %s", origin);
        Expect.that(
                Expect.header(answer, "Access-Control-Allow-Methods").contains("POST"),
                "Access-Control-Allow-Methods: no POST");
        String headers = Expect.header(answer, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT);
        Expect.that(
                headers.contains("authorization") || headers.equals("*"), "Access-Control-Allow-Headers: %s", headers);
        if (probe.profile(Profile.PLUGSKY)) {
            Answer plain = Expect.status(probe.send(good(probe).with("Origin", own)), 200);
            String exposed =
                    Expect.header(plain, "Access-Control-Expose-Headers").toLowerCase(Locale.ROOT);
            Expect.that(
                    exposed.contains("x-request-id"),
                    "Access-Control-Expose-Headers: %s (expected: x-request-id)",
                    exposed);
        }
    }
}

package com.plugsky.conformance.trb;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TRB-01 to TRB-06: requests whose end can be read in two ways, or that come in ways which few clients use. Where a server before this one
 * reads such a request otherwise, the rest of it becomes a request of somebody else.
 */
final class FramingRules {
    private static final String LENGTH = "Content-Length";
    private static final String CHUNKED = "Transfer-Encoding";
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private FramingRules() {}

    static List<Rule> all() {
        return List.of(
                must(
                        "TRB-01",
                        "a length beside chunks is refused, and ends the connection however it is taken",
                        FramingRules::bothFramings),
                must("TRB-02", "two different lengths are refused", FramingRules::twoLengths),
                must("TRB-03", "what is no chunk is refused, and ends the connection", FramingRules::noChunk),
                must(
                        "TRB-04",
                        "requests sent at once are answered in their order, or the connection ends",
                        FramingRules::pipelined),
                should(
                        "TRB-05",
                        "a caller of HTTP/1.0 gets no chunks, and the connection ends with the answer",
                        FramingRules::old),
                must("TRB-06", "an offer of h2c is taken up or changes nothing", FramingRules::h2c));
    }

    private static void bothFramings(Probe probe) throws IOException {
        Request chunked = minimal(probe).with(CHUNKED, "chunked");
        int framing = chunked.bytes("host").length - head(chunked).length();
        Request both = chunked.with(LENGTH, String.valueOf(framing));
        try (Wire wire = probe.open()) {
            Answer answer = sent(probe, wire, both, probe.target().endpoint().bytes(both));
            Expect.that(
                    answer == null || wire.closedWithin(CLOSE),
                    "the connection stays open after %s",
                    answer == null ? "" : answer.status());
        }
    }

    private static void twoLengths(Probe probe) throws IOException {
        Request request = minimal(probe);
        List<Header> headers = new ArrayList<>(request.headers());
        headers.add(new Header(LENGTH, String.valueOf(request.body().length - 1)));
        headers.add(new Header(LENGTH, String.valueOf(request.body().length)));
        Request two = new Request(request.method(), request.target(), headers, request.body());
        try (Wire wire = probe.open()) {
            refused(sent(probe, wire, two, probe.target().endpoint().bytes(two)));
        }
    }

    private static void noChunk(Probe probe) throws IOException {
        Request request = minimal(probe).with(CHUNKED, "chunked");
        String whole = new String(probe.target().endpoint().bytes(request), StandardCharsets.ISO_8859_1);
        String broken = whole.substring(0, whole.length() - "0\r\n\r\n".length()) + "no size\r\n\r\n";
        try (Wire wire = probe.open()) {
            Answer answer = sent(probe, wire, request, broken.getBytes(StandardCharsets.ISO_8859_1));
            refused(answer);
            Expect.that(answer == null || wire.closedWithin(CLOSE), "the connection stays open");
        }
    }

    /** A request that is refused may be refused by a close too. */
    private static void refused(@Nullable Answer answer) {
        Expect.that(
                answer == null || (answer.status() >= 400 && answer.status() < 500),
                "status: %s (expected: 400, or the connection's end)",
                answer == null ? "" : answer.status());
    }

    private static void pipelined(Probe probe) throws IOException {
        List<Request> requests = List.of(
                minimal(probe), probe.authorized(Request.get(probe.path("/models")), key(probe)), minimal(probe));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        requests.forEach(request -> all.writeBytes(probe.target().endpoint().bytes(request)));
        try (Wire wire = probe.open()) {
            long began = System.nanoTime();
            wire.send(all.toByteArray());
            Deadline deadline = Deadline.in(probe.target().patience());
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                Answer answer = next(wire, request.method(), deadline);
                Expect.that(i > 0 || answer != null, "no answer to the first request");
                if (answer == null) {
                    return; // the connection ended, so that the client knows what was not answered
                }
                probe.keep(new Exchange(request, answer, all.toByteArray()));
                matches(i, answer);
                // What was sent at once needs no other time than the first one.
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                deadline = Deadline.in(
                        least(probe.target().patience(), took.multipliedBy(4).plus(CLOSE)));
            }
        }
    }

    /** The second asks for models, which some servers do not list; the others for a completion. */
    private static void matches(int number, Answer answer) {
        boolean models = number == 1;
        boolean completion = answer.text().contains("\"chat.completion\"");
        Expect.that(
                models != completion,
                "answer %d is not that of request %d: %s",
                number,
                number,
                Json.excerpt(answer.text()));
        if (!models) {
            Expect.status(answer, 200);
        }
    }

    /** The next answer; null: the connection ended. */
    private static @Nullable Answer next(Wire wire, String method, Deadline deadline) throws IOException {
        try {
            return wire.next(method, deadline);
        } catch (SocketTimeoutException silence) {
            throw Unmet.fail("no answer, and the connection stays open");
        }
    }

    private static void old(Probe probe) throws IOException {
        for (boolean stream : new boolean[] {false, true}) {
            Request request = stream ? probe.chatRequest(Json.bytes(probe.streaming("{}"))) : minimal(probe);
            String text = new String(probe.target().endpoint().bytes(request), StandardCharsets.ISO_8859_1);
            byte[] old = text.replaceFirst(" HTTP/1\\.1\r\n", " HTTP/1.0\r\n").getBytes(StandardCharsets.ISO_8859_1);
            try (Wire wire = probe.open()) {
                Answer answer = sent(probe, wire, request, old);
                Expect.that(answer != null, "no answer");
                if (answer == null || answer.status() == 426 || answer.status() == 505) {
                    continue;
                }
                Expect.status(answer, 200);
                Expect.equal("Transfer-Encoding, stream " + stream, answer.header(CHUNKED), null);
                Expect.that(wire.closedWithin(CLOSE), "the connection stays open");
            }
        }
    }

    private static void h2c(Probe probe) throws IOException {
        Request request = minimal(probe)
                .with("Connection", "Upgrade, HTTP2-Settings")
                .with("Upgrade", "h2c")
                .with("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA");
        try (Wire wire = probe.open()) {
            Answer answer = sent(probe, wire, request, probe.target().endpoint().bytes(request));
            Expect.that(answer != null, "no answer");
            if (answer != null && answer.status() != 101) {
                Expect.status(answer, 200);
                Expect.that(answer.complete(), "the body did not end as its framing says");
            }
        }
    }

    /** Sends bytes; null: the connection ended without an answer. */
    private static @Nullable Answer sent(Probe probe, Wire wire, Request request, byte[] bytes) throws IOException {
        wire.send(bytes);
        Answer answer = next(wire, request.method(), Deadline.in(probe.target().patience()));
        if (answer != null) {
            probe.keep(new Exchange(request, answer, bytes));
        }
        return answer;
    }

    private static Request minimal(Probe probe) {
        return probe.chatRequest(Json.bytes(probe.minimal()));
    }

    private static @Nullable String key(Probe probe) {
        return probe.target().keys().infer();
    }

    private static String head(Request request) {
        String all = new String(request.bytes("host"), StandardCharsets.ISO_8859_1);
        return all.substring(0, all.indexOf("\r\n\r\n") + 4);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

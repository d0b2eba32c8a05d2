package com.plugsky.conformance.trb;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** TRB-07 to TRB-10: many callers, and callers that are slow or leave, must not cost others their answers. */
final class CrowdRules {
    private static final int CROWD = 200;
    private static final int READERS = 16;
    private static final int SENDERS = 64;
    private static final int LEAVERS = 200;
    private static final int AT_ONCE = 20;
    private static final Duration SLACK = Duration.ofSeconds(3);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(5);

    private CrowdRules() {}

    static List<Rule> all() {
        return List.of(
                must(
                        "TRB-07",
                        "two hundred streams at once are whole, or refused before they begin",
                        probe -> Crowd.of(probe, CROWD).well()),
                must("TRB-08", "callers that do not read hold up nobody", CrowdRules::slowReaders),
                must("TRB-09", "callers that send slowly hold up nobody", CrowdRules::slowSenders),
                must("TRB-10", "what callers held who left is free again", CrowdRules::leavers));
    }

    private static void slowReaders(Probe probe) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.streaming("{'max_tokens': 500}")));
        Duration beside = besideReaders(probe, request);
        List<Wire> wires = new ArrayList<>();
        try {
            ask(probe, request, READERS, wires);
            others(probe, beside);
            Deadline deadline = Deadline.in(probe.target().patience());
            for (Wire wire : wires) {
                Answer answer = wire.receive(request.method(), deadline, Crowd::endless);
                if (Crowd.endless(answer.body())) {
                    throw Unmet.inconclusive("a stream has no end within a megabyte");
                }
                probe.keep(request, answer);
                Expect.that(
                        answer.status() == 429 || answer.status() == 503 || Crowd.whole(answer),
                        "what came to a caller that read late is not whole, status %d",
                        answer.status());
            }
        } catch (SocketTimeoutException late) {
            throw Unmet.inconclusive(READERS + " streams had no end in time");
        } finally {
            close(wires);
        }
    }

    /** How long an answer takes beside as many callers that read: a small machine has its work with them, too. */
    private static Duration besideReaders(Probe probe, Request request) throws IOException {
        List<Wire> wires = new ArrayList<>();
        Deadline deadline = Deadline.in(probe.target().patience());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ask(probe, request, READERS, wires);
            wires.forEach(wire -> threads.submit(() -> read(wire, request, deadline)));
            Answer answer = probe.chat(probe.minimal());
            if (answer.status() != 200) {
                throw Unmet.inconclusive(
                        "a caller beside %d that read has status %d".formatted(READERS, answer.status()));
            }
            return Duration.ofMillis(answer.timing().totalMillis());
        } catch (SocketTimeoutException late) {
            throw Unmet.inconclusive("a caller beside %d that read had no answer in time".formatted(READERS));
        } finally {
            close(wires);
        }
    }

    /** A caller that reads and leaves. */
    private static Answer read(Wire wire, Request request, Deadline deadline) throws IOException {
        try (wire) {
            return wire.receive(request.method(), deadline, Crowd::endless);
        }
    }

    private static void ask(Probe probe, Request request, int many, List<Wire> wires) throws IOException {
        for (int i = 0; i < many; i++) {
            Wire wire = probe.open();
            wires.add(wire);
            wire.send(request);
        }
    }

    private static void slowSenders(Probe probe) throws IOException {
        Duration alone = alone(probe);
        Request request = probe.chatRequest(Json.bytes(probe.minimal()));
        byte[] bytes = probe.target().endpoint().bytes(request);
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < SENDERS; i++) {
                Wire wire = probe.open();
                wires.add(wire);
                // Half of them stop within the head, half within the body.
                wire.send(Arrays.copyOf(bytes, i % 2 == 0 ? 20 : bytes.length - 5));
            }
            others(probe, alone);
        } finally {
            close(wires);
        }
    }

    /** Each leaves at another moment: while it is asked, while it is answered, and by an end or a reset. */
    private static void leavers(Probe probe) throws IOException {
        Duration alone = alone(probe);
        Request request = probe.chatRequest(Json.bytes(probe.streaming("{'max_tokens': 500}")));
        Deadline deadline = Deadline.in(probe.target().patience());
        for (int i = 0; i < LEAVERS; i += AT_ONCE) {
            List<Wire> wires = new ArrayList<>();
            try {
                ask(probe, request, AT_ONCE, wires);
                for (int j = 0; j < AT_ONCE; j++) {
                    if (j % 2 == 0) {
                        wires.get(j).receive(request.method(), deadline, body -> true);
                    }
                    if (j % 4 < 2) {
                        wires.get(j).reset();
                    }
                }
            } catch (SocketTimeoutException late) {
                throw Unmet.inconclusive("the first bytes of a stream did not come in time");
            } finally {
                close(wires);
            }
        }
        others(probe, alone);
        Crowd.of(probe, AT_ONCE).well();
    }

    /** How long an answer takes when nobody else asks. */
    private static Duration alone(Probe probe) throws IOException {
        return Duration.ofMillis(
                Expect.status(probe.chat(probe.minimal()), 200).timing().totalMillis());
    }

    /** Another caller is answered, in about the usual time; a refusal may last for a short while. */
    private static void others(Probe probe, Duration usual) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.minimal()));
        Duration most = usual.multipliedBy(4).plus(SLACK);
        Deadline soon = Deadline.in(SOON);
        while (true) {
            try (Wire wire = Wire.open(probe.target().endpoint(), Deadline.in(most))) {
                Answer answer = wire.exchange(request, Deadline.in(most));
                probe.keep(request, answer);
                boolean refused = answer.status() == 429 || answer.status() == 503;
                if (!refused || soon.passed()) {
                    Expect.status(answer, 200);
                    return;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            } catch (SocketTimeoutException late) {
                throw Unmet.fail("another caller had no answer within %s (usual: %s)".formatted(most, usual));
            }
        }
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }
}

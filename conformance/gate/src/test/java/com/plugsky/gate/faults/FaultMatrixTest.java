package com.plugsky.gate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import com.plugsky.gate.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our server between an upstream that fails and callers that leave: each fault at each point of an answer has one outcome. */
class FaultMatrixTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 12;
    private static final List<Cell> CELLS = Cell.all();
    private static final List<Departure> DEPARTURES = Departure.all();

    /** Within which an upstream must be let go when its caller has left. */
    private static final Duration FREED = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private static Upstreams upstreams;
    private static RunningServer server;
    private static ExecutorService callers;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        upstreams = Upstreams.start(folder);
        // Retries for all cells at once, which the usual budget would not grant.
        server = RunningServer.startFleet(
                FaultFleet.text(CELLS, DEPARTURES, upstreams),
                Map.of(FaultFleet.KEY_VARIABLE, FaultFleet.KEY),
                "--set=dispatch.attempts=3",
                "--set=dispatch.budget-per-second=1000");
        callers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    }

    @AfterAll
    static void stop() throws IOException {
        callers.shutdownNow();
        server.close();
        upstreams.close();
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        Look look = new Look(
                Contract.bundled(),
                List.of(
                        FaultFleet.KEY,
                        "sk-scripted",
                        "127.0.0.1",
                        ":" + upstreams.plain().port(),
                        ":" + upstreams.untrusted().port(),
                        ScriptedUpstream.UNRESOLVABLE.getHost(),
                        "req_scripted"));
        Stream<DynamicTest> tests = CELLS.stream()
                .map(cell -> {
                    Future<Exchange> exchange = callers.submit(() -> ask(cell));
                    return DynamicTest.dynamicTest(
                            cell.id() + ": " + cell.expected().text(),
                            () -> look.at(cell, exchange.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)));
                })
                .toList()
                .stream();
        return Stream.concat(tests, Stream.of(DynamicTest.dynamicTest("the key is the upstream's", this::keys)));
    }

    @TestFactory
    Stream<DynamicTest> departures() {
        return DEPARTURES.stream()
                .map(departure ->
                        DynamicTest.dynamicTest(departure.id() + ": the upstream is let go", () -> depart(departure)));
    }

    /** The upstream's own record says when its connection was closed. */
    private static void depart(Departure departure) throws Exception {
        Deadline deadline = Deadline.in(PATIENCE);
        try (Wire wire = Wire.open(server.target().endpoint(), deadline)) {
            wire.send(request(departure.id(), departure.stream()));
            Received received = received(departure, deadline);
            if (departure.begun()) {
                Answer part = wire.receive("POST", deadline, body -> body.length > 0);
                assertThat(part.status()).as(part.text()).isEqualTo(200);
                assertThat(part.complete()).isFalse();
            }
            assertThat(received.ended()).as("before the caller left").isZero();
            long left = System.nanoTime();
            departure.way().leave(wire);
            assertThat(received.endedWithin(PATIENCE)).isTrue();
            assertThat(received.left()).isTrue();
            assertThat(Duration.ofNanos(received.ended() - left)).isLessThan(FREED);
        }
    }

    /** What the upstream got of it, once it has. */
    private static Received received(Departure departure, Deadline deadline) {
        while (!deadline.passed()) {
            List<Received> chats = upstreams.plain().seen().chats(FaultFleet.HEADER, departure.id());
            if (!chats.isEmpty()) {
                return chats.getFirst();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new AssertionError(departure.id() + ": the upstream was not asked");
    }

    /** The upstream gets its own key, and never the caller's. */
    private void keys() {
        String caller = String.valueOf(RunningServer.KEYS.infer());
        List<Received> chats = upstreams.plain().seen().chats();
        assertThat(chats).hasSizeGreaterThan(CELLS.size() / 2).allSatisfy(chat -> {
            assertThat(chat.header("Authorization")).isEqualTo("Bearer " + FaultFleet.KEY);
            assertThat(chat.headers()).noneMatch(header -> header.value().contains(caller));
        });
    }

    private static Exchange ask(Cell cell) throws IOException {
        Request request = request(cell.id(), cell.stream());
        Deadline deadline = Deadline.in(PATIENCE);
        try (Wire wire = Wire.open(server.target().endpoint(), deadline)) {
            Answer answer = wire.exchange(request, deadline);
            return new Exchange(request, answer);
        }
    }

    private static Request request(String model, boolean stream) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Request.json("/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8))
                .with("Authorization", "Bearer " + RunningServer.KEYS.infer());
    }
}

package com.plugsky.gate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Target;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our server before an upstream that fails: each fault at each point of an answer has one outcome. */
class FaultMatrixTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 12;
    private static final List<Cell> CELLS = Cell.all();

    private static ScriptedUpstream upstream;
    private static RunningServer server;
    private static ExecutorService callers;

    @BeforeAll
    static void start() throws IOException {
        upstream = ScriptedUpstream.start();
        // Retries for all cells at once, which the usual budget would not grant.
        server = RunningServer.startFleet(
                FaultFleet.text(CELLS, upstream),
                Map.of(FaultFleet.KEY_VARIABLE, FaultFleet.KEY),
                "--set=dispatch.attempts=3",
                "--set=dispatch.budget-per-second=1000");
        callers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    }

    @AfterAll
    static void stop() throws IOException {
        callers.shutdownNow();
        server.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        Look look = new Look(
                Contract.bundled(),
                List.of(
                        FaultFleet.KEY,
                        "sk-scripted",
                        "127.0.0.1",
                        ":" + upstream.port(),
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

    /** The upstream gets its own key, and never the caller's. */
    private void keys() {
        String caller = String.valueOf(RunningServer.KEYS.infer());
        List<Received> chats = upstream.seen().chats();
        assertThat(chats).hasSizeGreaterThan(CELLS.size() / 2).allSatisfy(chat -> {
            assertThat(chat.header("Authorization")).isEqualTo("Bearer " + FaultFleet.KEY);
            assertThat(chat.headers()).noneMatch(header -> header.value().contains(caller));
        });
    }

    private static Exchange ask(Cell cell) throws IOException {
        String body = "{\"model\":\"" + cell.id() + "\",\"stream\":" + cell.stream()
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        Target target = server.target();
        Request request = Request.json("/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8))
                .with("Authorization", "Bearer " + RunningServer.KEYS.infer());
        Deadline deadline = Deadline.in(PATIENCE);
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            Answer answer = wire.exchange(request, deadline);
            return new Exchange(request, answer);
        }
    }
}

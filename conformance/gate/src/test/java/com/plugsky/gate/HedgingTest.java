package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.KeptWire;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our server before two upstreams of which one becomes slow to the first token: the other is asked, too. */
@Timeout(180)
class HedgingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLERS = 8;
    private static final int REQUESTS_A_CALLER = 100;
    private static final int REQUESTS = CALLERS * REQUESTS_A_CALLER;

    /** The share of requests that may ask a second target, which is the setting's default. */
    private static final double SHARE = 0.05;

    /** So many answers of a target are known before it is called slow. */
    private static final int FAST = 100;

    private ScriptedUpstream tiring;
    private ScriptedUpstream fast;
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        tiring = ScriptedUpstream.start();
        fast = ScriptedUpstream.start();
        server = RunningServer.startFleet("""
                version: 1
                models:
                  - id: hedged
                    targets:
                      - {url: "%s", model: tiring-%d, hedge: true, health: off}
                      - {url: "%s", model: scripted, hedge: true, health: off}
                """.formatted(tiring.url(), FAST, fast.url()), Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        tiring.close();
        fast.close();
    }

    @Test
    void letsTheFasterAnswerAndTheSlowerGoWithinAShareOfAllRequests() throws Exception {
        run();

        List<Received> slow = tiring.seen().chats();
        for (Received each : slow) {
            assertThat(each.endedWithin(PATIENCE)).isTrue();
        }
        long losers = slow.stream().filter(Received::left).count();
        int extra = slow.size() + fast.seen().chats().size() - REQUESTS;
        assertThat(losers).as("connections that were closed").isPositive();
        assertThat(extra).as("requests beside").isBetween((int) losers, (int) (REQUESTS * SHARE));
    }

    /** All requests, of which each has a right answer. */
    private void run() throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(this::call));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private Void call() throws IOException {
        byte[] body = "{\"model\":\"hedged\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        Request request = Request.json("/v1/chat/completions", body)
                .with("Authorization", "Bearer " + RunningServer.KEYS.infer());
        try (KeptWire wire = new KeptWire(server.target().endpoint())) {
            for (int i = 0; i < REQUESTS_A_CALLER; i++) {
                Answer answer = wire.exchange(request, Deadline.in(PATIENCE));
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(answer.events().getLast().done()).isTrue();
            }
        }
        return null;
    }
}

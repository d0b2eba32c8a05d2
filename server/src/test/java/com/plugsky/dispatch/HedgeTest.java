package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.retry.RetryOptions;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts run on threads of their own here; latches, not clocks, say what happens first. */
@Timeout(20)
class HedgeTest {

    private final Lab lab = new Lab();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<AttemptReport> reports = new LinkedBlockingQueue<>();
    private final CountDownLatch secondWrote = new CountDownLatch(1);
    private final CountDownLatch secondBegan = new CountDownLatch(1);

    @BeforeEach
    void set() {
        lab.targets = target -> new Target.Upstream(
                target.url(),
                target.model(),
                target.access(),
                target.weight(),
                target.concurrency(),
                target.timeouts(),
                target.parameters(),
                new Manners(true, false, false, true, null));
        lab.pauses = (latch, nanos) -> false; // the first attempt is always slow
        lab.listener = new DispatchListener() {
            @Override
            public void attemptEnded(AttemptReport report) {
                reports.add(report);
            }

            @Override
            public void hedges(String model, String target) {
                told.add("hedges " + target);
            }
        };
    }

    @Test
    void letsTheFasterOneAnswerAndCutsTheOther() throws Exception {
        var cut = new CountDownLatch(1);
        lab.plays.put("a", (candidate, sink) -> {
            sink.head(Map.of("from", "a"));
            sink.onGone(cut::countDown);
            await(cut);
            assertThat(sink.gone()).isTrue();
            sink.repaired(Set.of("null-error"));
            throw new IOException("aborted");
        });
        lab.plays.put("b", (candidate, sink) -> {
            write("b", sink);
            sink.repaired(Set.of("wrong-object"));
        });

        Route route = warm("a b");
        run(route);

        assertThat(lab.caller.written)
                .containsExactly("head{from=b}", "event1", "event1", "end", "repaired[wrong-object]");
        assertThat(told).containsExactly("1a", "2b", "hedges ma#2");
        assertThat(outcomes(2)).containsExactlyInAnyOrder("ma#1 LOST", "ma#2 OK");
        assertThat(lab.state(route, 0).inFlight()).isZero();
        assertThat(lab.state(route, 1).inFlight()).isZero();
    }

    @Test
    void letsTheFirstAnswerIfItIsFasterAfterAll() throws Exception {
        var cut = new CountDownLatch(1);
        lab.plays.put("a", (candidate, sink) -> {
            await(secondBegan);
            write("a", sink);
        });
        lab.plays.put("b", (candidate, sink) -> {
            sink.head(Map.of("from", "b"));
            sink.onGone(cut::countDown);
            secondBegan.countDown();
            await(cut);
            sink.event(new byte[1], 0, 1); // too late, and without effect
        });

        run(warm("a b"));

        assertThat(lab.caller.written).containsExactly("head{from=a}", "event1", "event1", "end");
        assertThat(told).containsSubsequence("1a", "2b", "2a");
        assertThat(outcomes(2)).containsExactlyInAnyOrder("ma#1 OK", "ma#2 LOST");
    }

    /** Otherwise each hedge would make the next one come sooner. */
    @Test
    void remembersThatTheOneThatLostWasSlow() throws Exception {
        var cut = new CountDownLatch(1);
        lab.plays.put("a", (candidate, sink) -> {
            sink.onGone(cut::countDown);
            await(cut);
            lab.now += Duration.ofSeconds(3).toNanos();
            throw new IOException("aborted");
        });
        Route route = warm("a b");
        TargetState slow = lab.state(route, 0);
        for (int seconds : new int[] {1, 1, 3}) {
            slow.firstChunk(false, Duration.ofSeconds(seconds).toNanos());
        }

        run(route);

        assertThat(outcomes(2)).containsExactlyInAnyOrder("ma#1 LOST", "ma#2 OK");
        assertThat(slow.slowFirstChunk(false)).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        // what the two do, how the request ends
        "upstream, ok,       nothing",
        "upstream, connect,  UPSTREAM",
        "refused,  connect,  REFUSED",
        "connect,  late,     UPSTREAM",
    })
    void fallsBackOnWhicheverAnswers(String first, String second, String end) throws Exception {
        lab.options = new DispatchOptions(2, Duration.ofMinutes(1), RetryOptions.USUAL, 100);
        lab.plays.put("a", (candidate, sink) -> {
            await(secondBegan);
            lab.act(first, sink);
        });
        lab.plays.put("b", (candidate, sink) -> {
            secondBegan.countDown();
            await(secondWrote);
            lab.act(second, sink);
        });
        Route route = warm("a b");
        Thread.startVirtualThread(() -> {
            takeReport();
            secondWrote.countDown();
        });

        Throwable thrown = catchThrowable(() -> dispatcher.run(Lab.request(0), route, lab.caller));

        assertThat(thrown instanceof EngineFailure failure ? failure.kind().name() : "nothing")
                .isEqualTo(end);
        assertThat(lab.tried).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void cutsBothWhenTheCallerLeaves() throws Exception {
        var cuts = new CountDownLatch(2);
        Lab.Play waits = (candidate, sink) -> {
            var cut = new CountDownLatch(1);
            sink.onGone(cut::countDown);
            sink.onGone(cuts::countDown);
            if (candidate.target() instanceof Target.Upstream target
                    && target.model().equals("b")) {
                lab.caller.leave();
            }
            await(cut);
            throw new IOException("aborted");
        };
        lab.plays.put("a", (candidate, sink) -> {
            waits.run(candidate, sink);
        });
        lab.plays.put("b", waits);
        Route route = warm("a b");

        assertThat(catchThrowable(() -> dispatcher.run(Lab.request(0), route, lab.caller)))
                .isInstanceOf(IOException.class);

        await(cuts);
        assertThat(outcomes(2)).containsExactlyInAnyOrder("ma#1 LEFT", "ma#2 LEFT");
    }

    @ParameterizedTest
    @CsvSource({
        // route, attempts a request may take, percent that may hedge, percent that may be further attempts
        "a,     4, 100, 100",
        "a | f, 4, 100, 100",
        "a b,   1, 100, 100",
        "a b,   4, 0,   100",
        "a b,   4, 100, 0",
    })
    void asksNobodyElseWhereItMayNot(String models, int attempts, int hedges, int retries) throws Exception {
        var retry = new RetryOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, retries, 0);
        lab.options = new DispatchOptions(attempts, Duration.ofMinutes(1), retry, hedges);
        lab.plays.put("a", (candidate, sink) -> write("a", sink));

        run(warm(models));

        assertThat(lab.tried).containsExactly("a");
        assertThat(lab.caller.written).containsExactly("head{from=a}", "event1", "event1", "end");
    }

    @Test
    void asksNobodyElseBeforeItKnowsWhatIsSlow() throws Exception {
        Dispatcher cold = lab.dispatcher();
        lab.plays.put("a", (candidate, sink) -> write("a", sink));

        cold.run(Lab.request(0), lab.route("a b"), lab.caller);

        assertThat(lab.tried).containsExactly("a");
    }

    private Dispatcher dispatcher = Dispatcher.usual(new Engines((r, c, s) -> {}, (r, c, s) -> {}, (r, c, s) -> {}));

    /** The route's first target has answered often, each time in one second. */
    private Route warm(String models) {
        if (lab.options == DispatchOptions.USUAL) {
            lab.options = new DispatchOptions(4, Duration.ofMinutes(1), RetryOptions.USUAL, 100);
        }
        dispatcher = lab.dispatcher();
        Route route = lab.route(models);
        for (int i = 0; i < 20; i++) {
            lab.state(route, 0).firstChunk(false, Duration.ofSeconds(1).toNanos());
        }
        return route;
    }

    private void run(Route route) throws Exception {
        dispatcher.run(
                Lab.request(0),
                route,
                lab.caller,
                (candidate, attempt) -> told.add(attempt + ((Target.Upstream) candidate.target()).model()));
    }

    private static void write(String name, Sink sink) throws IOException {
        sink.head(Map.of("from", name));
        sink.event(new byte[1], 0, 1);
        sink.event(new byte[1], 0, 1);
        sink.end(Usage.NONE);
    }

    private List<String> outcomes(int count) throws InterruptedException {
        List<String> all = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            AttemptReport report = reports.poll(10, TimeUnit.SECONDS);
            all.add(report == null ? "none" : report.target() + " " + report.outcome());
        }
        return all;
    }

    private void takeReport() {
        try {
            reports.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

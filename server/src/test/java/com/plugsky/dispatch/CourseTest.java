package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.dispatch.guard.BreakerOptions;
import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.retry.RetryOptions;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Trace;
import com.plugsky.engine.Usage;
import com.plugsky.error.Refusal;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {

    private final Lab lab = new Lab();

    @ParameterizedTest
    @CsvSource({
        // route, what targets do, tried, ends with
        "a,            a=ok,                          a,         nothing",
        "a,            'a=connect,ok',                a a,       nothing",
        "a,            a=connect,                     a a a a,   CONNECT",
        "a b,          a=upstream b=ok,               a b,       nothing",
        "a b,          a=upstream b=timeout,          a b a b,   TIMEOUT",
        "a | f,        a=connect f=ok,                a a f,     nothing",
        "a | f,        a=connect f=upstream,          a a f f,   UPSTREAM",
        "a b | f,      a=connect b=connect f=connect, a b a f,   CONNECT",
        "a | f | g,    a=connect f=timeout g=connect, a a f g,   TIMEOUT",
        "a b c d | f,  a=timeout b=timeout c=timeout, a b c f,   nothing",
        "a | f | g | h | i, a=connect f=connect g=connect h=connect, a f g h, CONNECT",
        "a,            a=misconfigured,               a,         MISCONFIGURED",
        "a b,          a=misconfigured b=capacity,    a b,       MISCONFIGURED",
        "a b,          a=misconfigured b=connect,     a b b b,   MISCONFIGURED",
        "a | f,        a=capacity f=ok,               a f,       nothing",
        "a b | f,      a=refused,                     a,         REFUSED",
        "a b | f,      'a=connect b=refused',         a b,       REFUSED",
        "a b | f,      a=declined,                    a,         refusal",
        "a b | f,      a=late,                        a,         UPSTREAM",
        "a b | f,      a=leaves,                      a,         CONNECT",
        "a,            'a=rate_limited,ok',           a a,       nothing",
        "a,            'a=limited2,ok',               a a,       nothing",
        "a,            a=limited3,                    a,         RATE_LIMITED",
        "a b,          a=limited3 b=ok,               a b,       nothing",
        "a b,          'a=limited3 b=connect,ok',     a b b,     nothing",
        "a | f,        a=limited3 f=ok,               a f,       nothing",
        "a | f,        a=limited3 f=connect,          a f f f,   RATE_LIMITED",
        "a | local,    a=connect,                     a a local, nothing",
        "local | a,    local=capacity,                local a,   nothing",
        "a local b,    a=connect local=upstream b=ok, a a local b, nothing",
    })
    void takesTheNextBestUntilOneAnswers(String models, String script, String expected, String end) {
        lab.script(script);

        assertThat(end(lab.dispatcher(), lab.route(models))).isEqualTo(end);
        assertThat(String.join(" ", lab.tried)).isEqualTo(expected);
    }

    private String end(Dispatcher dispatcher, Route route) {
        Throwable thrown = catchThrowable(() -> dispatcher.run(Lab.request(0), route, lab.caller));
        return switch (thrown) {
            case null -> "nothing";
            case EngineFailure failure -> failure.kind().name();
            case Refusal ignored -> "refusal";
            default -> thrown.toString();
        };
    }

    @Test
    void letsWhatWasSentGoOnceAnAnswerBegins() throws Exception {
        ChatRequest request = Lab.request(0);
        lab.plays.put("a", (candidate, sink) -> {
            assertThat(request.body()).isEmpty();
            lab.act("connect", sink);
        });
        lab.plays.put("b", (candidate, sink) -> {
            assertThat(request.body()).isEmpty();
            sink.event(new byte[1], 0, 1);
            assertThat(catchThrowable(request::body)).isInstanceOf(IllegalStateException.class);
        });

        lab.dispatcher().run(request, lab.route("a | b"), lab.caller);

        assertThat(lab.tried).containsExactly("a", "a", "b");
    }

    @Test
    void waitsBeforeARepetitionOnlyAndAsLongAsAsked() {
        lab.script("a=connect,connect,limited2,connect b=connect");

        end(lab.dispatcher(), lab.route("a"));
        assertThat(lab.waits).hasSize(3);
        assertThat(lab.waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
        assertThat(lab.waits.get(1)).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(lab.waits.get(2)).isEqualTo(Duration.ofSeconds(2));

        lab.waits.clear();
        end(lab.dispatcher(), lab.route("b | f"));
        assertThat(lab.waits).hasSize(1);
    }

    @Test
    void neverWaitsPastTheDeadline() {
        lab.options = new DispatchOptions(4, Duration.ofSeconds(1), RetryOptions.USUAL, 5);
        lab.script("a=limited2 b=ok");

        assertThat(end(lab.dispatcher(), lab.route("a"))).isEqualTo("RATE_LIMITED");
        assertThat(lab.waits).isEmpty();
    }

    @Test
    void beginsNoAttemptPastTheDeadline() {
        lab.plays.put("a", (candidate, sink) -> {
            lab.now += Duration.ofMinutes(10).toNanos();
            throw Lab.failure(EngineFailure.Kind.TIMEOUT, null);
        });

        assertThat(end(lab.dispatcher(), lab.route("a b | f"))).isEqualTo("TIMEOUT");
        assertThat(lab.tried).containsExactly("a");
    }

    @Test
    void stopsWaitingWhenTheCallerLeaves() {
        lab.script("a=connect");
        lab.pauses = (latch, nanos) -> {
            lab.caller.leave();
            return latch.getCount() == 0;
        };

        assertThat(end(lab.dispatcher(), lab.route("a"))).startsWith(IOException.class.getName());
        assertThat(lab.tried).containsExactly("a");
        assertThat(lab.caller.listeners()).isEqualTo(1);
    }

    @Test
    void spendsNothingOnAnAttemptThatACallerWhoLeftDoesNotNeed() {
        var ten = new RetryOptions(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(2), 0, 1);
        lab.options = new DispatchOptions(4, Duration.ofMinutes(1), ten, 0);
        var leaves = new AtomicBoolean(true);
        lab.pauses = (latch, nanos) -> leaves.get();
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.script("a=rate_limited");
        for (int i = 0; i < 10; i++) {
            assertThat(end(dispatcher, route)).startsWith(IOException.class.getName());
        }
        leaves.set(false);
        lab.script("a=rate_limited,ok");

        assertThat(end(dispatcher, route)).isEqualTo("nothing");
    }

    /** Or all who wait for the same target would come back together. */
    @Test
    void waitsALittleLongerThanAsked() {
        lab.random = () -> 2_000_000L;
        lab.script("a=limited2,ok");

        end(lab.dispatcher(), lab.route("a"));

        assertThat(lab.waits).hasSize(1);
        assertThat(lab.waits.getFirst()).isBetween(Duration.ofSeconds(2).plusNanos(1), Duration.ofMillis(2050));
    }

    @Test
    void endsAnAttemptWhoseTimeIsOver() {
        Dispatcher dispatcher = lab.dispatcher();
        List<String> aborted = new ArrayList<>();
        lab.plays.put("a", (candidate, sink) -> {
            sink.onGone(() -> aborted.add("a"));
            lab.now += Duration.ofMinutes(10).toNanos() - 1;
            dispatcher.sweep();
            assertThat(sink.gone()).isFalse();
            lab.now++;
            dispatcher.sweep();
            assertThat(sink.gone()).isTrue();
            throw new IOException("aborted");
        });

        Throwable thrown = catchThrowable(() -> dispatcher.run(Lab.request(0), lab.route("a | f"), lab.caller));

        assertThat(aborted).containsExactly("a");
        assertThat(thrown).isInstanceOfSatisfying(EngineFailure.class, failure -> {
            assertThat(failure.error().status()).isEqualTo(504);
            assertThat(failure.error().message()).isEqualTo("The model did not answer within 600 s.");
        });
        assertThat(lab.tried).containsExactly("a");
    }

    /** A long stream or a slow reader uses up the time as well as a target that hangs. */
    @ParameterizedTest
    @CsvSource({"true, CLOSED", "false, OPEN"})
    void blamesATargetForARequestsTimeOnlyIfItSaidNothing(boolean speaks, BreakerState breaker) {
        List<AttemptOutcome> outcomes = new ArrayList<>();
        lab.listener = new DispatchListener() {
            @Override
            public void attemptEnded(AttemptReport report) {
                outcomes.add(report.outcome());
            }
        };
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.plays.put("a", (candidate, sink) -> {
            if (speaks) {
                sink.event(new byte[1], 0, 1);
            }
            lab.now += Duration.ofMinutes(10).toNanos();
            dispatcher.sweep();
            throw new IOException("aborted");
        });

        for (int i = 0; i < 10; i++) {
            assertThat(end(dispatcher, route)).isEqualTo("TIMEOUT");
        }

        assertThat(outcomes).hasSize(10).containsOnly(AttemptOutcome.EXPIRED);
        assertThat(lab.state(route, 0).status().breaker()).isEqualTo(breaker);
    }

    @Test
    void refusesAtOnceWhatOpenBreakersAndPausesHold() {
        var breaker = new BreakerOptions(20, 10, 50, Duration.ofSeconds(5), 3);
        lab.guards = new GuardOptions(breaker, Duration.ZERO, Duration.ZERO);
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.script("a=connect");
        for (int i = 0; i < 3; i++) {
            end(dispatcher, route);
        }
        lab.tried.clear();
        lab.now += Duration.ofSeconds(2).toNanos();

        Throwable thrown = catchThrowable(() -> dispatcher.run(Lab.request(0), route, lab.caller));

        assertThat(lab.tried).isEmpty();
        assertThat(thrown).isInstanceOfSatisfying(EngineFailure.class, failure -> {
            assertThat(failure.error().status()).isEqualTo(503);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
            assertThat(failure.error().responseHeaders()).containsEntry("x-should-retry", "true");
        });
    }

    /** Their first chunks have shown already that the target has recovered. */
    @Test
    void keepsNobodyOutWhileTheFirstStreamsAfterAnOutageFlow() {
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.script("a=connect");
        for (int i = 0; i < 3; i++) {
            end(dispatcher, route);
        }
        lab.tried.clear();
        lab.now += Duration.ofSeconds(2).toNanos();
        List<String> ends = new ArrayList<>();
        lab.plays.put("a", (candidate, sink) -> {
            sink.event(new byte[1], 0, 1);
            if (lab.tried.size() < 10) {
                ends.add(end(dispatcher, route)); // while this stream flows
            }
            sink.end(Usage.NONE);
        });

        ends.add(end(dispatcher, route));

        assertThat(ends).hasSize(10).containsOnly("nothing");
        assertThat(lab.state(route, 0).status().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void tellsAPausedModelsCallersWhenToComeBack() {
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.script("a=limited9");
        end(dispatcher, route);
        lab.now += Duration.ofSeconds(4).toNanos();

        Throwable thrown = catchThrowable(() -> dispatcher.run(Lab.request(0), route, lab.caller));

        assertThat(lab.tried).containsExactly("a");
        assertThat(thrown).isInstanceOfSatisfying(EngineFailure.class, failure -> {
            assertThat(failure.error().status()).isEqualTo(429);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @ParameterizedTest
    @CsvSource({
        // which targets are held to be down, what targets do, tried
        "a,     b=ok,            b",
        "a b,   f=ok,            f",
        "a b f, a=ok,            a",
        "a b,   f=connect a=ok,  f f a",
        "a b,   f=refused,       f",
    })
    void asksATargetThatIsHeldToBeDownWhenNobodyElseAnswers(String down, String script, String expected) {
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a b | f");
        lab.script(script);
        for (String name : down.split(" ")) {
            TargetState state = lab.state(route, "abf".indexOf(name));
            for (int i = 0; i < 3; i++) {
                state.checked(false);
            }
        }

        end(dispatcher, route);

        assertThat(String.join(" ", lab.tried)).isEqualTo(expected);
    }

    @Test
    void goesOnWithoutABudgetOnlyToEnginesOfOurOwn() {
        lab.options = new DispatchOptions(
                4, Duration.ofMinutes(1), new RetryOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0), 0);
        List<String> heard = new ArrayList<>();
        lab.listener = new DispatchListener() {
            @Override
            public void retryRefused(String model, AttemptOutcome after) {
                heard.add(model + " " + after);
            }
        };
        lab.script("a=connect local=ok");

        assertThat(end(lab.dispatcher(), lab.route("a b | f | local"))).isEqualTo("nothing");
        assertThat(lab.tried).containsExactly("a", "local");
        assertThat(heard).containsExactly("ma CONNECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "mock"})
    void handsEnginesOfOurOwnTheCallersSinkAsItIs(String name) throws Exception {
        List<Sink> sinks = new ArrayList<>();
        lab.plays.put(name, (candidate, sink) -> sinks.add(sink));

        lab.dispatcher().run(Lab.request(0), lab.route(name), lab.caller);

        assertThat(sinks).singleElement().isSameAs(lab.caller);
    }

    /** Whatever happens, an attempt gives its place back, and says how it ended; who lost a race is in {@link HedgeTest}. */
    @ParameterizedTest
    @EnumSource(value = AttemptOutcome.class, names = "LOST", mode = EnumSource.Mode.EXCLUDE)
    void reportsEachAttempt(AttemptOutcome outcome) {
        List<AttemptReport> reports = new ArrayList<>();
        lab.listener = new DispatchListener() {
            @Override
            public void attemptEnded(AttemptReport report) {
                reports.add(report);
            }
        };
        lab.options = new DispatchOptions(1, Duration.ofMinutes(1), RetryOptions.USUAL, 5);
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route("a");
        lab.plays.put("a", (candidate, sink) -> {
            lab.now += 7;
            switch (outcome) {
                case LEFT -> lab.act("leaves", sink);
                case BROKEN -> throw new IllegalStateException("broken");
                default -> lab.act(outcome.name().toLowerCase(java.util.Locale.ROOT), sink);
            }
        });

        end(dispatcher, route);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(outcome);
            assertThat(report.model()).isEqualTo("ma");
            assertThat(report.target()).isEqualTo("ma#1");
            assertThat(report.nanos()).isEqualTo(7);
            assertThat(report.firstChunkNanos()).isEqualTo(outcome == AttemptOutcome.OK ? 7 : -1);
        });
        assertThat(lab.state(route, 0).inFlight()).isZero();
    }

    @Test
    void asksEachTargetInAPartOfTheTraceOfItsOwn() throws Exception {
        List<Trace> told = new ArrayList<>();
        lab.listener = new DispatchListener() {
            @Override
            public void attemptEnded(AttemptReport report) {
                told.add(report.request().trace());
            }
        };
        lab.script("a=upstream b=ok");

        ChatRequest request = Lab.request(0);

        lab.dispatcher().run(request, lab.route("a b"), lab.caller);

        assertThat(told).hasSize(2).doesNotHaveDuplicates().isEqualTo(lab.traces);
        assertThat(told).allSatisfy(trace -> {
            assertThat(trace.traceId()).isEqualTo(request.trace().traceId());
            assertThat(trace.parentId()).isEqualTo(request.trace().spanId());
        });
    }
}

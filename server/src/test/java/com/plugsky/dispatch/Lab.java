package com.plugsky.dispatch;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.retry.Pauses;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Trace;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A dispatcher whose time, waits, chance and engines the test makes. A target's upstream name is its name in the test. */
final class Lab {

    long now;
    final List<String> tried = new ArrayList<>();
    final List<Trace> traces = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    final Map<String, Play> plays = new HashMap<>();
    RandomGenerator random = () -> 0L;
    DispatchListener listener = DispatchListener.NONE;
    DispatchOptions options = DispatchOptions.USUAL;
    GuardOptions guards = GuardOptions.USUAL;
    UnaryOperator<Target.Upstream> targets = UnaryOperator.identity();
    Pauses pauses = this::wait;
    final Caller caller = new Caller();
    TargetStates states = new TargetStates(GuardOptions.USUAL, () -> now, DispatchListener.NONE);

    /** What an engine does with one attempt. */
    interface Play {
        void run(Candidate candidate, Sink sink) throws IOException, EngineFailure;
    }

    static ChatRequest request(int repetition) {
        return new ChatRequest("req_1", new byte[0], new ChatCompletionRequest(), new Members(List.of()), Instant.EPOCH)
                .repeated(repetition);
    }

    Dispatcher dispatcher() {
        var around = new Surroundings(() -> now, pauses, () -> random.nextLong(), listener);
        states = new TargetStates(guards, () -> now, listener);
        return new Dispatcher(new Engines(this::play, this::play, this::play), options, states, around);
    }

    /** Says what targets do, one word for each attempt, the last one for all further ones: {@code a=connect,ok b=late}. */
    Lab script(String script) {
        for (String each : script.split(" ")) {
            String[] parts = each.split("=");
            Deque<String> words = new ArrayDeque<>(Arrays.asList(parts[1].split(",")));
            plays.put(parts[0], (candidate, sink) -> act(words.size() > 1 ? words.remove() : words.element(), sink));
        }
        return this;
    }

    /** A route of models, parted by {@code |}, and their targets; {@code local} and {@code mock} are engines of our own. */
    Route route(String models) {
        List<Candidate> candidates = new ArrayList<>();
        for (String model : models.split(" *\\| *")) {
            List<Target> all = Arrays.stream(model.split(" ")).map(this::target).toList();
            var entry =
                    new Model("m" + model.split(" ")[0], Tier.FREE, 10, 10, null, 0, Set.of(), List.of(), all, false);
            all.forEach(target -> candidates.add(new Candidate(entry, target)));
        }
        return new Route(candidates, "plugsky-fusion", null, null, null, List.of(), List.of(), List.of());
    }

    /** The state of a route's candidate. */
    TargetState state(Route route, int at) {
        Candidate candidate = route.candidates().get(at);
        return states.of(candidate, (Target.Upstream) candidate.target());
    }

    private Target target(String name) {
        if (name.equals("mock")) {
            return new Target.Mock(Target.Mock.Kind.STALL, 0);
        }
        return name.equals("local")
                ? new Target.Embedded()
                : targets.apply(new Target.Upstream(URI.create("http://127.0.0.1:1/v1"), name));
    }

    private void play(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure {
        String name = switch (candidate.target()) {
            case Target.Upstream upstream -> upstream.model();
            case Target.Embedded ignored -> "local";
            case Target.Mock ignored -> "mock";
        };
        synchronized (tried) {
            tried.add(name);
            traces.add(request.trace());
        }
        plays.getOrDefault(name, (same, to) -> act("ok", to)).run(candidate, sink);
    }

    /** {@code limited9} asks to come back in 9 s; any kind of failure is a word. */
    void act(String word, Sink sink) throws IOException, EngineFailure {
        switch (word) {
            case "ok" -> sink.json(new byte[1]);
            case "declined" -> throw Refusal.of(ErrorCode.INVALID_VALUE, "declined", null);
            case "late" -> {
                sink.event(new byte[1], 0, 1);
                throw failure(EngineFailure.Kind.UPSTREAM, null);
            }
            case "leaves" -> {
                caller.leave();
                throw failure(EngineFailure.Kind.CONNECT, null);
            }
            default -> {
                if (word.startsWith("limited")) {
                    throw failure(
                            EngineFailure.Kind.RATE_LIMITED, Duration.ofSeconds(Long.parseLong(word.substring(7))));
                }
                throw failure(EngineFailure.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT)), null);
            }
        }
    }

    static EngineFailure failure(EngineFailure.Kind kind, @Nullable Duration retryAfter) {
        ErrorCode code = switch (kind) {
            case RATE_LIMITED -> ErrorCode.RATE_LIMIT_EXCEEDED;
            case TIMEOUT, EXPIRED -> ErrorCode.UPSTREAM_TIMEOUT;
            case CAPACITY -> ErrorCode.SERVER_IS_OVERLOADED;
            case REFUSED -> ErrorCode.INVALID_VALUE;
            default -> ErrorCode.UPSTREAM_ERROR;
        };
        return new EngineFailure(kind, ApiError.of(code, "failed", null), retryAfter);
    }

    private boolean wait(CountDownLatch latch, long nanos) {
        waits.add(Duration.ofNanos(nanos));
        now += nanos;
        return latch.getCount() == 0;
    }
}

package com.plugsky.bench;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.dispatch.Dispatcher;
import com.plugsky.dispatch.Engines;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the dispatcher adds to one good attempt at an engine that takes no time. Run with {@code -prof gc} for allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchBenchmark {

    private static final byte[] ANSWER = new byte[16];

    /** How many upstream targets the model has; 0: an engine of our own, which is asked straight. */
    @Param({"0", "1", "3"})
    public int targets;

    private final Engine engine = (request, candidate, sink) -> {
        sink.onGone(() -> {});
        sink.event(ANSWER, 0, ANSWER.length);
        sink.end(Usage.NONE);
    };
    private final Dispatcher dispatcher = Dispatcher.usual(new Engines(engine, engine, engine));
    private final ChatRequest request =
            new ChatRequest("req_0", new byte[0], new ChatCompletionRequest(), new Members(List.of()), Instant.EPOCH);
    private Route route = route(List.of(new Target.Embedded()));
    private Thread sweeper = new Thread(() -> {});

    @Setup
    public void open() {
        if (targets > 0) {
            route = route(IntStream.range(0, targets)
                    .<Target>mapToObj(
                            i -> new Target.Upstream(URI.create("http://127.0.0.1:" + (8000 + i) + "/v1"), "m"))
                    .toList());
        }
        sweeper = Thread.ofPlatform().daemon().start(this::sweep);
    }

    @TearDown
    public void close() {
        sweeper.interrupt();
    }

    /** As a server does, so that what has ended is forgotten. */
    private void sweep() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(250);
                dispatcher.sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Route route(List<Target> targets) {
        var model = new Model("m", Tier.FREE, 10, 10, null, 0, Set.of(), List.of(), targets, false);
        List<Candidate> candidates =
                targets.stream().map(target -> new Candidate(model, target)).toList();
        return new Route(candidates, "m", null, null, null, List.of(), List.of(), List.of());
    }

    /** The number of bytes written. */
    @Benchmark
    public int attempt() throws IOException, EngineFailure {
        var sink = new Counting();
        dispatcher.run(request, route, sink);
        return sink.bytes();
    }
}

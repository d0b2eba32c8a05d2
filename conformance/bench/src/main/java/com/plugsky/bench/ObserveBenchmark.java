package com.plugsky.bench;

import com.plugsky.access.Caller;
import com.plugsky.engine.Usage;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.Model;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Outcome;
import com.plugsky.observe.Passage;
import com.plugsky.observe.RequestEntry;
import com.plugsky.observe.log.Destinations;
import com.plugsky.observe.log.RequestLines;
import com.plugsky.observe.metrics.Meters;
import com.plugsky.routing.Candidate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

/**
 * What noting one streamed request costs its thread: from the trace it belongs to, to all who are told of its end.
 *
 * <p>The request log writes to {@code /dev/null}; as fast as a benchmark asks it drops lines, which a request's thread does not notice.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ObserveBenchmark {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final int ROOM = 8192;

    /** Who is told: nobody, the meters, or the meters and the request log. */
    @Param({"nobody", "meters", "meters-and-log"})
    public String told = "nobody";

    /** Whether the caller sends a {@code traceparent}. */
    @Param({"false", "true"})
    public boolean traced;

    private final Meters meters = new Meters(2000);
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final Candidate candidate = candidate();
    private final RequestEntry entry = entry();
    private Observer observer = new Observer(List.of(), 100);

    @Setup
    public void open() {
        List<Observer.Listener> listeners = new ArrayList<>();
        if (!told.equals("nobody")) {
            listeners.add(meters);
        }
        if (told.equals("meters-and-log")) {
            var lines =
                    new RequestLines(Destinations.file(Path.of("/dev/null"), Long.MAX_VALUE), ROOM, Clock.systemUTC());
            listeners.add(lines);
            closing.add(lines);
        }
        observer = new Observer(listeners, 100);
    }

    @Benchmark
    public Passage note() {
        var passage = new Passage(
                "req_0123456789abcdef0123456789abcdef", observer.trace(traced ? PARENT : null, null), "mine-1");
        passage.tries(candidate);
        passage.answered(entry, Set.of());
        passage.asks("/v1/chat/completions", entry.caller());
        observer.ended(passage, new Observer.Ended(0, System.nanoTime(), 200));
        return passage;
    }

    @TearDown
    public void close() throws Exception {
        for (AutoCloseable each : closing) {
            each.close();
        }
    }

    private static Candidate candidate() {
        Model model = FleetFile.defaultFleet().models().getFirst();
        return new Candidate(model, model.targets().getFirst());
    }

    private RequestEntry entry() {
        return new RequestEntry(
                "req_0123456789abcdef0123456789abcdef",
                Caller.open(),
                null,
                Instant.EPOCH,
                new RequestEntry.Decision("plugsky-fusion", null, null, null),
                new RequestEntry.Ending(
                        Outcome.OK,
                        candidate.model().id(),
                        1,
                        new Usage(31, 128, 0),
                        null,
                        Duration.ofMillis(812),
                        Duration.ofMillis(94)));
    }
}

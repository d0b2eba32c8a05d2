package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.KeptWire;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sends the cases of a walk over a few connections that are kept, and judges each answer. */
public final class WalkRun {
    private static final int MAX_MISFITS = 20;
    private static final int MAX_SHRUNK = 5;
    private static final int MAX_FAILED = 1000;
    private static final int MAX_UNANSWERED = 20;
    private static final int KIND = 90;

    private final Target target;
    private final ContractWalk walk;
    private final long seed;
    private final Judge judge;
    private final Coverage coverage;
    private final List<Misfit> misfits = new ArrayList<>();
    private final Map<Integer, Long> statuses = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong judged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    public WalkRun(Target target, Contract contract, WalkModels models, long seed) {
        this.target = target;
        this.seed = seed;
        this.walk = new ContractWalk(contract, models, seed);
        this.judge = new Judge(contract, target.profile() != Profile.CORE);
        this.coverage = walk.coverage();
    }

    /** Runs the cases 0 to {@code cases} - 1; stops early after a thousand misfits, or twenty requests without an answer. */
    public WalkReport run(long cases, int connections) throws InterruptedException {
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("walk-" + i).start(() -> {
                try (Line line = new Line()) {
                    for (long at = next.getAndIncrement();
                            at < cases && failed.get() < MAX_FAILED && unanswered.get() < MAX_UNANSWERED;
                            at = next.getAndIncrement()) {
                        one(at, line);
                        judged.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        misfits.sort(Comparator.comparingLong(misfit -> misfit.walked().index()));
        var counts = new WalkReport.Counts(judged.get(), failed.get(), statuses, retries.get());
        return new WalkReport(seed, counts, misfits, coverage, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** How many cases were judged so far; any thread may ask. */
    public long judged() {
        return judged.get();
    }

    private void one(long index, Line line) {
        // Stands in a misfit when the walk cannot even make the case.
        WalkCase walked = new WalkCase(seed, index, JsonNodeFactory.instance.nullNode(), null);
        @Nullable String why;
        try {
            walked = walk.at(index);
            coverage.add(walked);
            why = line.first(walked);
        } catch (RuntimeException fault) {
            why = "unreadable answer, or a fault of the walk: " + fault;
        }
        if (why != null) {
            add(walked, why, line);
        }
    }

    private void add(WalkCase walked, String why, Line line) {
        boolean early = failed.incrementAndGet() <= MAX_SHRUNK;
        synchronized (misfits) {
            if (misfits.size() >= MAX_MISFITS) {
                return;
            }
        }
        JsonNode shrunk = early ? shrunk(walked, kind(why), line) : walked.body();
        synchronized (misfits) {
            misfits.add(new Misfit(walked, why, shrunk));
        }
    }

    private JsonNode shrunk(WalkCase walked, String kind, Line line) {
        Deadline deadline = Deadline.in(target.patience());
        return new Shrinker(body -> shows(walked, body, kind, line), deadline).shrink(walked.body());
    }

    /** Whether a smaller body is of the same sort, valid or not, and fails in the same way. */
    private boolean shows(WalkCase walked, JsonNode body, String kind, Line line) {
        try {
            if (walk.keeps(body) != walked.valid()) {
                return false;
            }
            String why = line.ask(body, (request, answer) -> judge.misfit(walked.valid(), body, request, answer));
            return why != null && kind(why).equals(kind);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** A reason without its values. */
    private static String kind(String why) {
        return why.substring(0, Math.min(why.length(), KIND));
    }

    /** What is wrong with an answer; null when nothing is. */
    @FunctionalInterface
    private interface Look {
        @Nullable
        String at(Request request, Answer answer);
    }

    /** One thread's connection. */
    private final class Line implements AutoCloseable {
        private final KeptWire wire = new KeptWire(target.endpoint());

        /** Asks a case for the first time: its answer is counted. */
        @Nullable
        String first(WalkCase walked) {
            return ask(walked.body(), (request, answer) -> {
                statuses.merge(answer.status(), 1L, Long::sum);
                return judge.misfit(walked, request, answer);
            });
        }

        @Nullable
        String ask(JsonNode body, Look look) {
            Request request = Request.json(target.endpoint().path() + "/chat/completions", Json.bytes(body));
            String key = target.keys().infer();
            Request keyed = key == null ? request : request.with("Authorization", "Bearer " + key);
            try {
                return look.at(keyed, wire.exchange(keyed, Deadline.in(target.patience())));
            } catch (IOException failure) {
                unanswered.incrementAndGet();
                return "no answer: " + failure.getMessage();
            }
        }

        @Override
        public void close() {
            retries.addAndGet(wire.retries());
            try {
                wire.close();
            } catch (IOException ignored) {
                // Nothing is lost with a connection that cannot be closed.
            }
        }
    }
}

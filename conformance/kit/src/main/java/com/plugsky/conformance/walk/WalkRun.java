package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends the cases of a walk over a few connections that are kept, and judges each answer. */
public final class WalkRun {
    private static final int MAX_MISFITS = 20;
    private static final int MAX_SHRUNK = 5;
    private static final int MAX_FAILED = 1000;
    private static final int KIND = 90;

    private final Target target;
    private final ContractWalk walk;
    private final long seed;
    private final Judge judge;
    private final Coverage coverage;
    private final List<Misfit> misfits = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    public WalkRun(Target target, Contract contract, WalkModels models, long seed) {
        this.target = target;
        this.seed = seed;
        this.walk = new ContractWalk(contract, models, seed);
        this.judge = new Judge(contract, target.profile() != Profile.CORE);
        this.coverage = walk.coverage();
    }

    /** Runs the cases 0 to {@code cases} - 1; stops early after a thousand misfits. */
    public WalkReport run(long cases, int connections) throws InterruptedException {
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("walk-" + i).start(() -> {
                try (Line line = new Line()) {
                    for (long at = next.getAndIncrement();
                            at < cases && failed.get() < MAX_FAILED;
                            at = next.getAndIncrement()) {
                        one(at, line);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long ran = Math.min(next.get(), cases);
        misfits.sort(Comparator.comparingLong(misfit -> misfit.walked().index()));
        return new WalkReport(seed, ran, failed.get(), misfits, coverage, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void one(long index, Line line) {
        WalkCase walked = walk.at(index);
        coverage.add(walked);
        String why = line.ask(walked.body(), (request, answer) -> judge.misfit(walked, request, answer));
        if (why == null) {
            return;
        }
        boolean early = failed.incrementAndGet() <= MAX_SHRUNK;
        synchronized (misfits) {
            if (misfits.size() >= MAX_MISFITS) {
                return;
            }
        }
        JsonNode shrunk = early
                ? new Shrinker(body -> shows(walked, body, kind(why), line)).shrink(walked.body())
                : walked.body();
        synchronized (misfits) {
            misfits.add(new Misfit(walked, why, shrunk));
        }
    }

    /** Whether a smaller body is of the same sort, valid or not, and fails in the same way. */
    private boolean shows(WalkCase walked, JsonNode body, String kind, Line line) {
        if (walk.keeps(body) != walked.valid()) {
            return false;
        }
        String why = line.ask(body, (request, answer) -> judge.misfit(walked.valid(), body, request, answer));
        return why != null && kind(why).equals(kind);
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

    /** One thread's connection; a new one when the server closed it. */
    private final class Line implements AutoCloseable {
        private @Nullable Wire wire;

        @Nullable
        String ask(JsonNode body, Look look) {
            Request request = Request.json(target.endpoint().path() + "/chat/completions", Json.bytes(body));
            String key = target.keys().infer();
            Request keyed = key == null ? request : request.with("Authorization", "Bearer " + key);
            try {
                return look.at(keyed, exchange(keyed));
            } catch (IOException failure) {
                close();
                return "no answer: " + failure.getMessage();
            }
        }

        private Answer exchange(Request request) throws IOException {
            Deadline deadline = Deadline.in(target.patience());
            Wire kept = wire;
            if (kept != null) {
                try {
                    return answered(kept, request, deadline);
                } catch (IOException stale) {
                    close();
                }
            }
            Wire fresh = Wire.open(target.endpoint(), deadline);
            wire = fresh;
            return answered(fresh, request, deadline);
        }

        private Answer answered(Wire on, Request request, Deadline deadline) throws IOException {
            Answer answer = on.exchange(request, deadline);
            if ("close".equalsIgnoreCase(answer.header("Connection"))) {
                close();
            }
            return answer;
        }

        @Override
        public void close() {
            try {
                if (wire != null) {
                    wire.close();
                }
            } catch (IOException ignored) {
                // Nothing is lost with a connection that cannot be closed.
            }
            wire = null;
        }
    }
}

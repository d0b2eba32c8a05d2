package com.plugsky.engine.embedded;

import com.plugsky.engine.Sink;
import com.plugsky.engine.embedded.decode.Draws;
import com.plugsky.fleet.Latency;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The time that an answer takes its time for: before the first token and between tokens, with a jitter that a seed decides. */
final class Pacer {

    private final Latency latency;
    private final int promptTokens;
    private final Draws draws;
    private final Sink sink;
    private final EngineOptions.Pause pause;
    private @Nullable CountDownLatch gone;

    Pacer(Latency latency, int promptTokens, long seed, Sink sink, EngineOptions.Pause pause) {
        this.latency = latency;
        this.promptTokens = promptTokens;
        this.draws = new Draws(seed);
        this.sink = sink;
        this.pause = pause;
    }

    /** Whether no time is taken at all. */
    boolean idle() {
        return latency.isNone();
    }

    void beforeTheFirst() throws IOException {
        wait(latency.firstToken().plus(latency.promptToken().multipliedBy(promptTokens)));
    }

    void beforeTheNext(int tokens) throws IOException {
        wait(latency.interToken().multipliedBy(tokens));
    }

    /** For an answer that leaves in one piece: the time that its stream would have taken. */
    void wholeAnswer(int tokens) throws IOException {
        beforeTheFirst();
        beforeTheNext(Math.max(0, tokens - 1));
    }

    private void wait(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        double factor = 1 + latency.jitter() * (2 * draws.next() - 1);
        try {
            if (pause.of(Duration.ofNanos((long) (time.toNanos() * factor)), gone())) {
                throw new IOException("the caller left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** One for all waits of an answer: the sink keeps what it is given. */
    private CountDownLatch gone() {
        CountDownLatch known = gone;
        if (known == null) {
            known = new CountDownLatch(1);
            gone = known;
            sink.onGone(known::countDown);
        }
        return known;
    }
}

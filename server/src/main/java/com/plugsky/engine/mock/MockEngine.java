package com.plugsky.engine.mock;

import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The engine behind the models {@code mock/*}, which fail as their names say.
 *
 * <p>{@code mock/stall} writes nothing and waits until the caller is gone, an interrupt comes or its deadline is over;
 * then it fails as an upstream that was too slow.
 */
public final class MockEngine implements Engine {

    private static final String STALL = "mock/stall";

    private final Duration deadline;

    /** @param deadline how long an answer may take at most */
    public MockEngine(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure {
        String model = candidate.model().id();
        if (!model.equals(STALL)) {
            throw Refusal.of(ErrorCode.MODEL_NOT_FOUND, "The model '" + model + "' does not exist.", "model");
        }
        stall(sink);
    }

    private void stall(Sink sink) throws IOException, EngineFailure {
        var gone = new CountDownLatch(1);
        sink.onGone(gone::countDown);
        try {
            if (gone.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the caller left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while it stalled");
        }
        throw new EngineFailure(
                EngineFailure.Kind.TIMEOUT,
                ApiError.of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The model did not answer in " + deadline.toSeconds() + " s.",
                        null));
    }
}

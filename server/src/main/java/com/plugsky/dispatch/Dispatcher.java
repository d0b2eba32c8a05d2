package com.plugsky.dispatch;

import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;

/**
 * The trial of a route's candidates, one after another, until one answers.
 *
 * <p>The border is the first byte of an answer: whatever fails behind it stays failed, and so does what a caller that
 * left would not see. The last failure is thrown on; a {@link com.plugsky.error.Refusal} ends the trial at once, because
 * the caller's fault is not cured by another candidate. Safe for use by many threads.
 */
public final class Dispatcher {

    private final Engine embedded;
    private final Engine mock;
    private final Engine upstream;

    public Dispatcher(Engine embedded, Engine mock, Engine upstream) {
        this.embedded = embedded;
        this.mock = mock;
        this.upstream = upstream;
    }

    /**
     * Answers a request.
     *
     * @throws EngineFailure nobody answered; if the sink has not started, the caller can still be told with a status
     * @throws IOException the caller cannot be written to any more
     */
    public void run(ChatRequest request, Route route, Sink sink) throws IOException, EngineFailure {
        run(request, route, sink, (candidate, attempt) -> {});
    }

    /** The same, and {@code trial} is told of each candidate before it is tried. */
    public void run(ChatRequest request, Route route, Sink sink, Trial trial) throws IOException, EngineFailure {
        int last = route.candidates().size() - 1;
        for (int i = 0; i <= last; i++) {
            Candidate candidate = route.candidates().get(i);
            trial.begins(candidate, i + 1);
            try {
                engine(candidate.target()).run(request, candidate, sink);
                return;
            } catch (EngineFailure failure) {
                if (i == last || !another(failure) || sink.started() || sink.gone()) {
                    throw failure;
                }
            }
        }
    }

    /** Whether another candidate might do better. */
    private static boolean another(EngineFailure failure) {
        return switch (failure.kind()) {
            case CONNECT, TIMEOUT, RATE_LIMITED, UPSTREAM, MISCONFIGURED, CAPACITY -> true;
            case REFUSED -> false;
        };
    }

    private Engine engine(Target target) {
        return switch (target) {
            case Target.Embedded ignored -> embedded;
            case Target.Mock ignored -> mock;
            case Target.Upstream ignored -> upstream;
        };
    }

    /** The one who wants to know who is tried, for headers and the log. */
    @FunctionalInterface
    public interface Trial {

        /** Called before a candidate is tried, from the request's thread; {@code attempt} counts from 1. */
        void begins(Candidate candidate, int attempt);
    }
}

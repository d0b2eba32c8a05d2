package com.plugsky.dispatch;

import com.plugsky.dispatch.guard.Place;
import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One call of the engine for one upstream target, whose place it gives back with what came of it.
 *
 * <p>{@link #run} is called once, by any thread, and throws nothing; the other methods tell afterwards how it went.
 */
final class Attempt {

    private final Course course;
    private final ChatRequest request;
    private final Candidate candidate;
    private final Place place;
    private final AttemptSink sink;
    private AttemptOutcome outcome = AttemptOutcome.BROKEN;
    private @Nullable Throwable thrown;

    Attempt(Course course, Candidate candidate, Place place, @Nullable Race race) {
        this.course = course;
        this.request = course.request().attempted();
        this.candidate = candidate;
        this.place = place;
        Runnable started = race == null ? this::answersAlone : place::answers;
        this.sink = new AttemptSink(course.caller(), race, course.around().nanos(), course.deadline(), started);
    }

    /** Nobody else is asked from now on, nor is being asked. */
    private void answersAlone() {
        place.answers();
        request.sent().letGo();
    }

    Candidate candidate() {
        return candidate;
    }

    AttemptSink sink() {
        return sink;
    }

    void run() {
        long began = course.around().nanos().getAsLong();
        course.watch(sink);
        try {
            course.engineOf(candidate).run(request, candidate, sink);
        } catch (Throwable fault) {
            thrown = fault;
        }
        AttemptSink.Cut cut = sink.close();
        outcome = outcome(thrown, cut);
        if (outcome == AttemptOutcome.EXPIRED && cut == AttemptSink.Cut.EXPIRED) {
            thrown = tooSlow(course.allowed().toMillis());
        }
        account(began, course.around().nanos().getAsLong() - began);
    }

    private AttemptOutcome outcome(@Nullable Throwable fault, AttemptSink.@Nullable Cut cut) {
        if (cut == AttemptSink.Cut.LOST) {
            return AttemptOutcome.LOST;
        }
        if (fault == null) {
            return AttemptOutcome.OK;
        }
        if (cut == AttemptSink.Cut.EXPIRED) {
            return AttemptOutcome.EXPIRED;
        }
        if (cut == AttemptSink.Cut.LEFT || course.caller().gone()) {
            return AttemptOutcome.LEFT;
        }
        return switch (fault) {
            case EngineFailure failure -> AttemptOutcome.of(failure.kind());
            case Refusal ignored -> AttemptOutcome.DECLINED;
            case IOException ignored -> AttemptOutcome.LEFT;
            default -> AttemptOutcome.BROKEN;
        };
    }

    private void account(long began, long took) {
        TargetState state = place.state();
        if (thrown instanceof EngineFailure failure) {
            state.heed(failure);
        }
        place.end(silent(took) ? AttemptOutcome.TIMEOUT : outcome);
        long first = sink.started() ? sink.firstAt() - began : -1;
        if (state.target().manners().hedge()) {
            learn(state, first, took);
        }
        course.around()
                .listener()
                .attemptEnded(
                        new AttemptReport(request, candidate, state.label(), outcome, took, first, sink.repairs()));
    }

    /** Without those that lost, only fast first chunks would be known, and ever faster ones held to be slow. */
    private void learn(TargetState state, long first, long took) {
        if (first >= 0) {
            state.firstChunk(course.streamed(), first);
        } else if (outcome == AttemptOutcome.LOST) {
            state.noChunkFor(course.streamed(), took);
        }
    }

    /** Whether the target had most of the request's time and said nothing: it is as slow as one that hit its own bound. */
    private boolean silent(long took) {
        return outcome == AttemptOutcome.EXPIRED
                && !sink.started()
                && took >= course.allowed().toNanos() / 2;
    }

    private static EngineFailure tooSlow(long millis) {
        return new EngineFailure(
                EngineFailure.Kind.TIMEOUT,
                ApiError.of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The model did not answer within " + (millis + 999) / 1000 + " s.",
                        null));
    }

    AttemptOutcome outcome() {
        return outcome;
    }

    /** What the engine threw; null: it answered. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }
}

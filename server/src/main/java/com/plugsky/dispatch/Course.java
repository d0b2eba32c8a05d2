package com.plugsky.dispatch;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One request on its way through its route: decides who is tried next, waits between, and gathers the failures. */
final class Course {

    private final Dispatcher dispatcher;
    private final ChatRequest request;
    private final Sink caller;
    private final Dispatcher.Trial trial;
    private final List<Leg> legs;
    private final Verdict verdict = new Verdict();
    private final long deadline;
    private final boolean streamed;
    private @Nullable Candidate last;
    private @Nullable CountDownLatch gone;
    private AttemptOutcome lastOutcome = AttemptOutcome.OK;
    private int attempts;
    private int asked;
    private int waits;
    private boolean arrived;
    private boolean exhausted;

    Course(
            Dispatcher dispatcher,
            ChatRequest request,
            List<Candidate> candidates,
            Sink caller,
            Dispatcher.Trial trial) {
        this.dispatcher = dispatcher;
        this.request = request;
        this.caller = caller;
        this.trial = trial;
        this.legs = Leg.of(candidates, dispatcher.states);
        this.deadline = now() + allowed().toNanos();
        this.streamed = Boolean.TRUE.equals(request.view().getStream());
    }

    void run() throws IOException, EngineFailure {
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            if (leg.local() ? local(leg.first()) : upstream(leg, legs.size() - 1 - i, false)) {
                return;
            }
        }
        for (Leg leg : legs) { // nobody answered: those that are held to be down may be up again
            if (leg.held(now()) && upstream(leg, 0, true)) {
                return;
            }
        }
        throw verdict.failure(asked > 0);
    }

    /** An engine of our own gets the caller's sink as it is. */
    private boolean local(Candidate candidate) throws IOException, EngineFailure {
        begins(candidate);
        try {
            engineOf(candidate).run(request, candidate, caller);
            return true;
        } catch (EngineFailure failure) {
            goesOn(failure);
            return false;
        }
    }

    private boolean upstream(Leg leg, int behind, boolean panic) throws IOException, EngineFailure {
        if (!arrived) {
            arrived = true;
            dispatcher.retries.arrives(request.repetition() > 0);
        }
        int before = asked;
        int at = next(leg, behind, asked > before, panic);
        while (at >= 0) {
            if (attempt(leg, at)) {
                return true;
            }
            at = next(leg, behind, asked > before, panic);
        }
        EngineFailure blocked = leg.blocked(now());
        if (blocked != null) {
            verdict.note(blocked);
        }
        return false;
    }

    /** Takes a place for one more attempt on this leg; -1: there shall be none. */
    private int next(Leg leg, int behind, boolean used, boolean panic) throws IOException {
        if (asked >= dispatcher.options.attempts() || exhausted || now() - deadline >= 0) {
            return -1;
        }
        if (asked == 0) {
            return place(leg, behind, used, panic);
        }
        String model = leg.first().model().id();
        if (!dispatcher.retries.withdraw()) {
            exhausted = true;
            dispatcher.around.listener().retryRefused(model, lastOutcome);
            return -1;
        }
        int at = -1;
        try {
            at = place(leg, behind, used, panic);
        } finally {
            if (at < 0) { // there is none, or the caller left while we waited for it
                dispatcher.retries.giveBack();
            }
        }
        if (at >= 0) {
            dispatcher.around.listener().retries(model, leg.state(at).label(), lastOutcome);
        }
        return at;
    }

    private int place(Leg leg, int behind, boolean used, boolean panic) throws IOException {
        int left = dispatcher.options.attempts() - asked;
        int others = used && !panic && held() ? behind + 1 : behind;
        int at = -1;
        if (!used || left > Math.min(others, 1)) { // the last attempt is for another model, if there is one
            at = leg.acquireFresh(panic, now(), dispatcher.around.random());
        }
        return at < 0 && left > others ? again(leg, others) : at;
    }

    /** Whether targets are left that are held to be down. */
    private boolean held() {
        long now = now();
        for (Leg leg : legs) {
            if (leg.held(now)) {
                return true;
            }
        }
        return false;
    }

    /** Waits, and takes a place at a target that has been tried: twice at most if others are left. */
    private int again(Leg leg, int behind) throws IOException {
        int round = leg.round();
        if (round == 0 || (behind > 0 && round > 1)) {
            return -1;
        }
        long now = now();
        long ready = leg.readyIn(round, now);
        // never earlier than asked, and not all at the same moment
        long wait = ready + dispatcher.backoff.nanos(waits, dispatcher.around.random());
        if (ready > dispatcher.options.retry().patience().toNanos() || now + wait - deadline >= 0) {
            return -1;
        }
        waits++;
        pause(wait);
        return leg.acquireAgain(round, now(), dispatcher.around.random());
    }

    private void pause(long nanos) throws IOException {
        if (gone == null) {
            gone = new CountDownLatch(1);
            caller.onGone(gone::countDown);
        }
        try {
            if (dispatcher.around.pauses().await(gone, nanos)) {
                throw new IOException("the caller left before another attempt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped before another attempt");
        }
    }

    private boolean attempt(Leg leg, int at) throws IOException, EngineFailure {
        leg.tries(at);
        long slow = leg.state(at).target().manners().hedge() ? slow(leg, at) : -1;
        if (slow >= 0) {
            return new Hedge(this, leg, at).run(slow);
        }
        begins(leg.candidate(at));
        var attempt = new Attempt(this, leg.candidate(at), leg.place(at), null);
        attempt.run();
        return settles(leg, at, attempt);
    }

    /** After what time a second target is asked; negative: never. */
    private long slow(Leg leg, int at) {
        boolean possible = dispatcher.options.attempts() - asked >= 2 && leg.hasFresh(now());
        return possible ? leg.state(at).slowFirstChunk(streamed()) : -1;
    }

    /** Whether the attempt answered; throws what ends the request. */
    boolean settles(Leg leg, int at, Attempt attempt) throws IOException, EngineFailure {
        Throwable thrown = attempt.thrown();
        lastOutcome = attempt.outcome();
        switch (thrown) {
            case null -> {
                return true;
            }
            case EngineFailure failure -> {
                goesOn(failure);
                if (failure.kind() == EngineFailure.Kind.MISCONFIGURED
                        || failure.kind() == EngineFailure.Kind.CAPACITY) {
                    leg.spend(at);
                }
                return false;
            }
            case IOException left -> throw left;
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** Notes a failure behind which another candidate may still answer. */
    private void goesOn(EngineFailure failure) throws EngineFailure {
        if (caller.started() || caller.gone() || failure.kind() == EngineFailure.Kind.REFUSED) {
            throw failure;
        }
        verdict.note(failure);
    }

    /** Tells that a candidate is tried. */
    void begins(Candidate candidate) {
        attempts++;
        if (candidate.target() instanceof Target.Upstream) {
            asked++;
        }
        last = candidate;
        trial.begins(candidate, attempts);
    }

    /** Tells who answers, of two that were tried at once. */
    void answers(Candidate candidate) {
        if (candidate != last) {
            last = candidate;
            trial.begins(candidate, attempts);
        }
    }

    /** Has the attempt ended when the request's time is over. */
    void watch(AttemptSink sink) {
        dispatcher.deadlines.add(sink);
    }

    Engine engineOf(Candidate candidate) {
        return dispatcher.engines.of(candidate.target());
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Surroundings around() {
        return dispatcher.around;
    }

    ChatRequest request() {
        return request;
    }

    Sink caller() {
        return caller;
    }

    /** How long the whole request may take. */
    Duration allowed() {
        return dispatcher.options.deadline();
    }

    /** The monotonic time at which the request must have its answer. */
    long deadline() {
        return deadline;
    }

    boolean streamed() {
        return streamed;
    }

    long now() {
        return dispatcher.around.nanos().getAsLong();
    }
}

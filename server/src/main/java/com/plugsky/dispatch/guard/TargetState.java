package com.plugsky.dispatch.guard;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Target;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server knows of one upstream target from its own traffic and checks.
 *
 * <p>Times are monotonic nanoseconds. Safe for use by many threads.
 */
public final class TargetState {

    private static final double FIRST_SHARE = 0.1;

    private final Target.Upstream target;
    private final GuardOptions options;
    private final LongSupplier nanos;
    private final DispatchListener listener;
    private final Breaker breaker;
    private final HealthMark health = new HealthMark();
    private final FirstChunks whole = new FirstChunks();
    private final FirstChunks streamed = new FirstChunks();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Label label;
    private volatile Pause pause;
    private volatile long recoveredAt;

    /** Whose how-manieth target it is. */
    record Label(String model, String text) {

        /** {@code number} counts from 1. */
        static Label of(String model, int number) {
            return new Label(model, model + "#" + number);
        }
    }

    /** Until when the target asked to be left alone, and whether for having been asked too often. */
    private record Pause(long until, boolean limited) {}

    TargetState(Target.Upstream target, Label label, TargetStates.Setup setup) {
        this.target = target;
        this.label = label;
        this.options = setup.options();
        this.nanos = setup.nanos();
        this.listener = setup.listener();
        long now = nanos.getAsLong();
        this.pause = new Pause(now, false);
        this.recoveredAt = now - options.slowStart().toNanos();
        this.breaker = new Breaker(options.breaker(), nanos, this::moved);
    }

    public Target.Upstream target() {
        return target;
    }

    /** The model and the target's place among its targets, such as {@code plugsky-pro#2}. */
    public String label() {
        return label.text();
    }

    void label(Label other) {
        if (!other.equals(label)) {
            label = other;
        }
    }

    /** How many attempts are running. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Whether it may be asked now; what weighs most, if more than one thing speaks against it. */
    public Readiness readiness(long now) {
        if (breaker.opensIn(now) > 0) {
            return Readiness.OPEN;
        }
        if (pause.until() - now > 0) {
            return Readiness.COOLING;
        }
        if (inFlight.get() >= target.concurrency()) {
            return Readiness.FULL;
        }
        return health.healthy() ? Readiness.READY : Readiness.UNHEALTHY;
    }

    /** In how many nanoseconds its breaker and its own wish allow to ask it; 0: now. */
    public long readyIn(long now) {
        return Math.max(Math.max(0, pause.until() - now), breaker.opensIn(now));
    }

    /** Whether it is left alone because it was asked too often. */
    public boolean limited(long now) {
        Pause current = pause;
        return current.limited() && current.until() - now > 0;
    }

    /** Its share among others: its weight, and after a recovery first a tenth of it, then rising. */
    public double weight(long now) {
        long rising = options.slowStart().toNanos();
        long since = now - recoveredAt;
        if (since >= rising) {
            return target.weight();
        }
        return target.weight() * (FIRST_SHARE + (1 - FIRST_SHARE) * Math.max(0, since) / rising);
    }

    /** Takes a place for one attempt; null if there is none. */
    public @Nullable Place acquire() {
        if (inFlight.incrementAndGet() <= target.concurrency()) {
            Breaker.Pass pass = breaker.acquire();
            if (pass != Breaker.Pass.REFUSED) {
                attempts.increment();
                return new Place(this, pass == Breaker.Pass.TRIAL);
            }
        }
        inFlight.decrementAndGet();
        return null;
    }

    /** A trial's answer has begun. */
    void answers() {
        breaker.end(AttemptOutcome.Sign.GOOD, true);
    }

    /** A place comes back, with what came of it; {@code trial}: that of a trial whose answer has not begun. */
    void end(AttemptOutcome outcome, boolean trial) {
        inFlight.decrementAndGet();
        AttemptOutcome.Sign sign = outcome.sign();
        if (sign == AttemptOutcome.Sign.BAD) {
            failures.increment();
        }
        breaker.end(sign, trial);
        if (sign == AttemptOutcome.Sign.GOOD && !health.healthy()) {
            checked(true);
        }
    }

    /** A place comes back that was not used. */
    void giveBack(boolean trial) {
        inFlight.decrementAndGet();
        attempts.decrement();
        breaker.end(AttemptOutcome.Sign.NONE, trial);
    }

    /** Leaves the target alone for as long as its failure asks for; without effect if that asks for nothing. */
    public void heed(EngineFailure failure) {
        if (failure.retryAfter() == null) {
            return;
        }
        long time = Math.min(options.coolDown().toNanos(), failure.retryAfter().toNanos());
        pause = new Pause(nanos.getAsLong() + time, failure.kind() == EngineFailure.Kind.RATE_LIMITED);
    }

    /** Takes the result of a check; whether the target went down or up with it. */
    public boolean checked(boolean good) {
        boolean changed = health.sign(good);
        if (changed) {
            if (good) {
                recoveredAt = nanos.getAsLong();
            }
            listener.healthChanged(label(), good);
        }
        return changed;
    }

    /** Notes how long the first chunk, or the whole answer that is not streamed, took. */
    public void firstChunk(boolean ofStream, long took) {
        (ofStream ? streamed : whole).add(took);
    }

    /**
     * Notes that no first chunk had come for so long when another target was faster. It tells something only if that is longer
     * than usual: a target that was asked late and lost soon may be a fast one.
     */
    public void noChunkFor(boolean ofStream, long took) {
        FirstChunks known = ofStream ? streamed : whole;
        long slow = known.slow();
        if (slow >= 0 && took >= slow) {
            known.add(took);
        }
    }

    /** The time within which 95 of 100 of its first chunks come; negative: too few are known. */
    public long slowFirstChunk(boolean ofStream) {
        return (ofStream ? streamed : whole).slow();
    }

    /** What others may know of it. */
    public TargetStatus status() {
        Label current = label;
        return new TargetStatus(
                current.text(),
                current.model(),
                inFlight.get(),
                breaker.state(),
                health.healthy(),
                attempts.sum(),
                failures.sum());
    }

    private void moved(BreakerState from, BreakerState to) {
        if (from == BreakerState.HALF_OPEN && to == BreakerState.CLOSED) {
            recoveredAt = nanos.getAsLong();
        }
        listener.breakerMoved(label(), from, to);
    }
}

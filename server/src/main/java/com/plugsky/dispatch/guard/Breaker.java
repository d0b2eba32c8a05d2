package com.plugsky.dispatch.guard;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One target's circuit breaker, on monotonic time: a clock that is put forward or back neither opens nor closes it.
 *
 * <p>Every {@link #acquire} that let a call through is followed by one {@link #end}. While it is half open, only trials
 * count: calls from before say nothing new, and have no trial's place to give back. Safe for use by many threads.
 */
final class Breaker {

    /** An attempt's failure is all that counts, so one exception stands for all. */
    private static final Exception FAILED = new Exception("failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private final CircuitBreaker circuit;
    private final long openNanos;
    private volatile long asksAgainFrom;

    /** What becomes of a call that is about to be made. */
    enum Pass {
        REFUSED,
        CALL,
        /** One of the few that decide whether the target has recovered. */
        TRIAL
    }

    /** The one who hears of changes. */
    interface Moves {
        void moved(BreakerState from, BreakerState to);
    }

    Breaker(BreakerOptions options, LongSupplier nanos, Moves moves) {
        this.openNanos = options.open().toNanos();
        this.circuit = CircuitBreaker.of(
                "target",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(options.calls())
                        .minimumNumberOfCalls(Math.min(options.minimum(), options.calls()))
                        .failureRateThreshold(options.failurePercent())
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .waitDurationInOpenState(options.open())
                        .permittedNumberOfCallsInHalfOpenState(options.trials())
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .writableStackTraceEnabled(false)
                        .clock(new Monotonic(nanos))
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> {
            BreakerState to = known(event.getStateTransition().getToState());
            if (to == BreakerState.OPEN) {
                asksAgainFrom = nanos.getAsLong() + openNanos;
            }
            moves.moved(known(event.getStateTransition().getFromState()), to);
        });
    }

    BreakerState state() {
        return known(circuit.getState());
    }

    /** In how many nanoseconds calls are let through again; 0: now, or as soon as those that are under way say so. */
    long opensIn(long now) {
        return circuit.getState() == CircuitBreaker.State.OPEN ? Math.max(0, asksAgainFrom - now) : 0;
    }

    Pass acquire() {
        if (!circuit.tryAcquirePermission()) {
            return Pass.REFUSED;
        }
        return state() == BreakerState.HALF_OPEN ? Pass.TRIAL : Pass.CALL;
    }

    /** Takes a call's result; {@code trial}: it was let through as a trial and has not been counted as one. */
    void end(AttemptOutcome.Sign sign, boolean trial) {
        if (!trial && state() == BreakerState.HALF_OPEN) {
            return;
        }
        switch (sign) {
            case GOOD -> circuit.onSuccess(0, TimeUnit.NANOSECONDS);
            case BAD -> circuit.onError(0, TimeUnit.NANOSECONDS, FAILED);
            case NONE -> circuit.releasePermission();
        }
    }

    private static BreakerState known(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
        };
    }

    /** Monotonic time dressed as a clock; its dates mean nothing. */
    private static final class Monotonic extends Clock {

        private final LongSupplier nanos;
        private final long start;

        Monotonic(LongSupplier nanos) {
            this.nanos = nanos;
            this.start = nanos.getAsLong();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.getAsLong() - start);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

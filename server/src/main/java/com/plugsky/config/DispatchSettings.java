package com.plugsky.config;

import com.plugsky.dispatch.DispatchOptions;
import com.plugsky.dispatch.guard.BreakerOptions;
import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.dispatch.retry.RetryOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How upstream targets are chosen, tried again and left alone: {@code plugsky.dispatch}. */
public record DispatchSettings(
        @Setting(value = "How many attempts at upstreams one request may take.", min = "1", max = "20")
        @DefaultValue("4")
        int attempts,

        @Setting(
                value = "Within which time a request that goes upstream must have its whole answer; over it 504.",
                min = "1s",
                max = "24h")
        @DefaultValue("10m")
        Duration deadline,

        @Setting(
                value =
                        "The longest wait before the first repetition at one target; it doubles with each further one, and the wait is any time up to it.",
                min = "0s",
                max = "1m")
        @DefaultValue("50ms")
        Duration retryBase,

        @Setting(value = "The longest wait before a repetition.", min = "0s", max = "1m") @DefaultValue("1s")
        Duration retryCap,

        @Setting(
                value =
                        "The longest time for which a target that asks to come back later is waited for; over it another answers, or the caller is told.",
                min = "0s",
                max = "1m")
        @DefaultValue("2s")
        Duration retryPatience,

        @Setting(
                value = "How many attempts of all may be further ones, in percent of the requests of the last 10 s.",
                min = "0",
                max = "1000")
        @DefaultValue("20")
        int budgetPercent,

        @Setting(value = "How many further attempts are allowed beside, each second.", min = "0", max = "100000")
        @DefaultValue("10")
        int budgetPerSecond,

        @Setting(value = "How many of a target's last calls its breaker looks at.", min = "1", max = "10000")
        @DefaultValue("20")
        int breakerCalls,

        @Setting(value = "How many calls there must be before a breaker opens.", min = "1", max = "10000")
        @DefaultValue("10")
        int breakerMinimum,

        @Setting(value = "How many percent of them must have failed.", min = "1", max = "100") @DefaultValue("50")
        int breakerPercent,

        @Setting(value = "How long a target is left alone when its breaker has opened.", min = "100ms", max = "1h")
        @DefaultValue("1s")
        Duration breakerOpen,

        @Setting(value = "How many calls then decide whether it has recovered.", min = "1", max = "1000")
        @DefaultValue("3")
        int breakerTrials,

        @Setting(
                value = "How long a target that recovered takes to come back from a tenth to its full share.",
                min = "0s",
                max = "1h")
        @DefaultValue("10s")
        Duration slowStart,

        @Setting(
                value = "The longest time for which a target is left alone that asks for it with Retry-After.",
                min = "0s",
                max = "1h")
        @DefaultValue("1m")
        Duration coolDown,

        @Setting(
                value =
                        "How many requests at targets with hedge may ask a second target beside a slow first one, in percent.",
                min = "0",
                max = "100")
        @DefaultValue("5")
        int hedgePercent) {

    /** As the dispatcher takes them. */
    DispatchOptions options() {
        return new DispatchOptions(
                attempts,
                deadline,
                new RetryOptions(retryBase, retryCap, retryPatience, budgetPercent, budgetPerSecond),
                hedgePercent);
    }

    /** As the guard of targets takes them. */
    GuardOptions guards() {
        return new GuardOptions(
                new BreakerOptions(breakerCalls, breakerMinimum, breakerPercent, breakerOpen, breakerTrials),
                slowStart,
                coolDown);
    }
}

package com.plugsky.dispatch.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 100", "4, 800", "5, 1000", "40, 1000", "2000000000, 1000"})
    void isAnyTimeUpToABoundThatDoubles(int repetition, long millis) {
        var backoff = new Backoff(RetryOptions.USUAL);
        var random = new SplittableRandom(1);
        long bound = Duration.ofMillis(millis).toNanos();

        LongStream waits =
                LongStream.generate(() -> backoff.nanos(repetition, random)).limit(1000);

        assertThat(waits.summaryStatistics()).satisfies(all -> {
            assertThat(all.getMin()).isBetween(0L, bound / 20);
            assertThat(all.getMax()).isBetween(bound - bound / 20, bound);
            assertThat(all.getAverage()).isBetween(bound * 0.45, bound * 0.55);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "50, 0"})
    void isNothingIfToldSo(long base, long cap) {
        var options = new RetryOptions(Duration.ofMillis(base), Duration.ofMillis(cap), Duration.ZERO, 20, 10);

        assertThat(new Backoff(options).nanos(3, new SplittableRandom(1))).isZero();
    }
}

package com.plugsky.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void tellsARiseFromNoise() {
        Trend noise = Trend.of(points(i -> 1_000 + i % 2 * 80));
        Trend rise = Trend.of(points(i -> 1_000 + 10 * i + i % 2 * 80));

        assertThat(noise.flat(0.05, 0)).isTrue();
        assertThat(rise.flat(0.05, 0)).isFalse();
        assertThat(rise.rise()).isCloseTo(140, within(20.0));
        assertThat(rise.flat(0.05, 200)).isTrue();
    }

    @Test
    void leavesOutTheBeginning() {
        Trend trend = Trend.of(points(i -> i < 5 ? 10_000 - i * 1_000 : 1_000));

        assertThat(trend.mean()).isEqualTo(1_000);
        assertThat(trend.rise()).isZero();
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(Trend.of(List.of()).flat(0, 0)).isTrue();
        assertThat(Trend.of(List.of(new Trend.Point(1, 5))).mean()).isEqualTo(5);
    }

    private static List<Trend.Point> points(LongUnaryOperator value) {
        return LongStream.range(0, 20)
                .mapToObj(i -> new Trend.Point(30 * i, value.applyAsLong(i)))
                .toList();
    }
}

package com.plugsky.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.report.Score.Counts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTest {
    @ParameterizedTest
    @CsvSource({
        // must kept and broken, should kept and broken, percent, grade
        "100, 0, 20, 0, 100, A",
        "100, 0, 0, 20, 93.8, B",
        "100, 0, 5, 15, 95.3, A",
        "100, 1, 20, 0, 99.1, B",
        "9, 1, 0, 0, 90, B",
        "8, 2, 0, 0, 80, C",
        "13, 7, 0, 0, 65, D",
        "1, 1, 0, 0, 50, E",
        "1, 2, 0, 0, 33.3, F",
        "0, 0, 0, 0, 0, NONE",
    })
    void weighsWhatMustBeThreeTimes(long must, long mustNot, long should, long shouldNot, double percent, Grade grade) {
        var score = new Score(new Counts(must, mustNot, 7, 7), new Counts(should, shouldNot, 7, 7));

        assertThat(score.percent()).isCloseTo(percent, org.assertj.core.api.Assertions.within(0.06));
        assertThat(score.grade()).isEqualTo(grade);
    }
}

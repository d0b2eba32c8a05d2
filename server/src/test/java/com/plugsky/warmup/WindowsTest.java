package com.plugsky.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

    /** The window, counted from 1, with which costs become steady; 0: none. */
    @ParameterizedTest
    @CsvSource({
        "100 100, 0",
        "100 100 100, 3",
        "100 105 110, 3",
        "110 105 100, 3",
        "100 105 111, 0",
        "900 400 200 190 185, 5",
        "100 100 200 200 190, 5",
        "100 200 100 200 100 200, 0",
        "300 270 243 219 197 177, 0",
    })
    void areSteadyWhenThreeInARowAgree(String costs, int at) {
        var windows = new Windows();
        long[] each = Arrays.stream(costs.split(" ")).mapToLong(Long::parseLong).toArray();
        int steady = 0;
        for (int i = 0; i < each.length && steady == 0; i++) {
            steady = windows.steady(each[i]) ? i + 1 : 0;
        }

        assertThat(steady).isEqualTo(at);
    }
}

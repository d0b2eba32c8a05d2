package com.plugsky.dispatch.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND - 1;
    private final Budget budget = new Budget(20, 10, () -> now);

    @ParameterizedTest
    @CsvSource({"0, 100", "5, 101", "100, 120", "2000, 500"})
    void isAShareOfTheRequestsAndAReserve(int requests, int expected) {
        arrive(requests, false);

        assertThat(taken()).isEqualTo(expected);
    }

    @Test
    void isPaidByCallersWhoRepeatTheirRequestsToo() {
        arrive(100, true);

        assertThat(taken()).isEqualTo(100 + 20 - 100);
    }

    @Test
    void refusesNoCallerButLetsThemUseUpAll() {
        arrive(1000, true);

        assertThat(taken()).isZero();
    }

    @Test
    void takesBackWhatWasNotUsed() {
        taken();
        budget.giveBack();

        assertThat(taken()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // seconds later, what is left
        "0,    0",
        "9,    0",
        "10,   100",
        "100,  100",
        "1000000000, 100",
    })
    void forgetsAfterTheWindow(long seconds, int left) {
        arrive(100, false);
        taken();

        now += seconds * SECOND;

        assertThat(taken()).isEqualTo(left);
    }

    private void arrive(int requests, boolean repeated) {
        for (int i = 0; i < requests; i++) {
            budget.arrives(repeated);
        }
    }

    private int taken() {
        int taken = 0;
        while (budget.withdraw()) {
            taken++;
        }
        return taken;
    }
}

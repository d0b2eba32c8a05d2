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

    @ParameterizedTest
    @CsvSource({
        // repeated requests, what they leave of the budget
        "50,    60",
        "100,   60",
        "1000,  150",
        "10000, 1050",
    })
    void isPaidByCallersWhoRepeatTheirRequestsUpToAHalf(int repeated, int left) {
        arrive(repeated, true);

        assertThat(taken()).isEqualTo(left);
    }

    /** Somebody sends as many requests as all others together, and says of each that it is a repetition. */
    @Test
    void leavesHalfToOthersWhateverOneCallerSaysOfItsRequests() {
        int allowed = 0;
        for (int second = 0; second < 60; second++) {
            arrive(500, true);
            arrive(500, false);
            allowed += taken();
            now += SECOND;
        }

        assertThat(allowed).isGreaterThanOrEqualTo(60 * (200 + 10) / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 1", "9, 1", "10, 100"})
    void takesBackWhatWasNotUsed(long seconds, int left) {
        taken();
        now += seconds * SECOND;
        budget.giveBack();

        assertThat(taken()).isEqualTo(left);
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

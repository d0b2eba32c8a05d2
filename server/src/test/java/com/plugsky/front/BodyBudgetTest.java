package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(100, 60);

    @Test
    void leavesRoomForOtherKeysThanTheOneThatHoldsMost() {
        budget.take("a", 60);
        assertRefused("a", 1, ErrorCode.SLOW_DOWN);

        budget.take("b", 40);

        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void letsAKeyHaveWhatItGaveBack() {
        budget.take("a", 30);
        budget.take("a", 30);
        budget.give("a", 30);

        budget.take("a", 30);

        assertRefused("a", 1, ErrorCode.SLOW_DOWN);
        assertThat(budget.held()).isEqualTo(60);
    }

    @Test
    void boundsAllTogether() {
        budget.take(null, 100);
        assertRefused("a", 1, ErrorCode.SERVER_IS_OVERLOADED);
        assertRefused(null, 1, ErrorCode.SERVER_IS_OVERLOADED);

        budget.give(null, 100);

        budget.take("a", 60);
    }

    private void assertRefused(@Nullable String key, long bytes, ErrorCode code) {
        assertThatThrownBy(() -> budget.take(key, bytes))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.error().code()).isEqualTo(code));
    }
}

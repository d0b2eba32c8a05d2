package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(3, 2);

    @Test
    void boundsOneKeyAndLeavesTheOthersAlone() throws InterruptedException {
        admission.enter("a");
        admission.enter("a");
        assertRefused("a", ErrorCode.SLOW_DOWN);

        admission.enter("b");
        admission.leave("a");
        admission.enter("a");

        assertThat(admission.await(Duration.ZERO)).isEqualTo(3);
    }

    @Test
    void boundsAllTogether() {
        admission.enter(null);
        admission.enter(null);
        admission.enter(null);
        assertRefused("a", ErrorCode.SERVER_IS_OVERLOADED);

        admission.leave(null);

        admission.enter("a");
    }

    @Test
    void refusesEverybodyOnceItStops() throws InterruptedException {
        admission.enter("a");
        admission.refuse();

        assertRefused("b", ErrorCode.SERVER_IS_STOPPING);
        admission.leave("a");
        assertThat(admission.await(Duration.ZERO)).isZero();
    }

    private void assertRefused(String key, ErrorCode code) {
        assertThatThrownBy(() -> admission.enter(key))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.error().code()).isEqualTo(code));
    }

    @Test
    void isReadyOnceWarmAndNeverAgainAfterTheEnd() {
        assertThat(admission.ready()).isTrue();
        admission.warming(true);
        assertThat(admission.ready()).isFalse();
        assertThat(admission.ending()).isFalse();
        admission.warming(false);
        assertThat(admission.ready()).isTrue();
        admission.unready();
        admission.warming(false);
        assertThat(admission.ready()).isFalse();
        assertThat(admission.ending()).isTrue();
    }
}

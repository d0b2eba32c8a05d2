package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void isReadyOnceWarmAndNeverAgainAfterTheEnd() {
        var admission = new Admission(1);
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

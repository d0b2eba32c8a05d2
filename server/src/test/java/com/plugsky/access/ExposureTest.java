package com.plugsky.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, false, true, false",
        "localhost, true, false, true, false",
        "::1, true, false, true, false",
        "0.0.0.0, true, false, false, true",
        "0.0.0.0, true, true, false, false",
        "0.0.0.0, false, false, true, true",
        "192.168.1.5, false, true, true, false",
        "127.0.0.1.example.com, true, false, false, true",
    })
    void fitsToWhoMayUseTheServer(String host, boolean open, boolean tls, boolean starts, boolean warns) {
        var exposure = new Exposure(host, open, tls);
        if (starts) {
            assertThatCode(exposure::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(exposure::check).hasMessageContaining(host).hasMessageNotContaining("\n");
        }
        assertThat(exposure.warning() != null).isEqualTo(warns);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:8080, true",
        "LOCALHOST:1, true",
        "app.localhost, true",
        "127.0.0.1:8080, true",
        "127.1.2.3, true",
        "[::1]:8080, true",
        "[::1], true",
        "evil.example, false",
        "127.0.0.1.evil.example, false",
        "localhost.evil.example:8080, false",
        "localhost:8080:1, false",
        "evil@localhost, false",
        "[::2], false",
        "10.0.0.1, false",
    })
    void ofAnOpenServerIsLoopbackNamesOnly(String host, boolean loopback) {
        assertThat(Loopback.authority(host)).isEqualTo(loopback);
        assertThat(Loopback.origin("http://" + host)).isEqualTo(loopback);
        assertThat(Loopback.origin(host)).isFalse();
    }
}

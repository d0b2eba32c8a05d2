package com.plugsky.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Request REQUEST = Request.get("/v1/models");
    private static final String WHOLE = ScriptedServer.json(200, "{}");

    private static int ask(KeptWire wire) throws IOException {
        return wire.exchange(REQUEST, Deadline.in(PATIENCE)).status();
    }

    @Test
    void keepsTheConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> WHOLE);
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(wire)).isEqualTo(200);
            }
            assertThat(wire.retries()).isZero();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sendsAgainWhenTheServerClosedAndCountsIt() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(WHOLE);
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(wire)).isEqualTo(200);
            }
            assertThat(wire.retries()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nuntil the end"
            })
    void countsNoCloseThatWasAnnounced(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(answer);
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            assertThat(ask(wire)).isEqualTo(200);
            assertThat(ask(wire)).isEqualTo(200);
            assertThat(wire.retries()).isZero();
        }
    }

    /** What comes first is right; then a kept connection brings something else, and nothing hides it. */
    @ParameterizedTest
    @ValueSource(strings = {"H", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"})
    void doesNotSendAgainOnceAByteCame(String second) throws IOException {
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
                    boolean first = request.contains("/first");
                    ScriptedServer.write(out, first ? WHOLE : second);
                    if (!first) {
                        out.close();
                    }
                });
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            wire.exchange(Request.get("/first"), Deadline.in(PATIENCE));

            assertThatThrownBy(() -> ask(wire)).isInstanceOf(WireFault.class);
            assertThat(server.requests()).hasSize(2);
            assertThat(wire.retries()).isZero();
        }
    }

    @Test
    void takesBytesBeyondAnAnswerForTheNextOne() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> WHOLE + "more");
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            assertThat(ask(wire)).isEqualTo(200);

            assertThatThrownBy(() -> ask(wire)).isInstanceOf(WireFault.class);
            assertThat(wire.retries()).isZero();
        }
    }

    @Test
    void doesNotSendAgainWhenTheServerIsSilent() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> request.contains("/first") ? WHOLE : "");
                KeptWire wire = new KeptWire(Endpoint.of(server.baseUrl()))) {
            wire.exchange(Request.get("/first"), Deadline.in(PATIENCE));

            assertThatThrownBy(() -> wire.exchange(REQUEST, Deadline.in(Duration.ofMillis(100))))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(wire.retries()).isZero();
        }
    }
}

package com.plugsky.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Answer ask(ScriptedServer server) throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            return wire.exchange(Request.get("/v1/models"), Deadline.in(PATIENCE));
        }
    }

    @Test
    void sendsTheHeadersOfItsEndpoint() throws IOException {
        List<Header> own = List.of(new Header("x-tenant", "a"), new Header("Accept", "text/plain"));
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"));
                Wire wire = Wire.open(Endpoint.of(server.baseUrl(), own), Deadline.in(PATIENCE))) {
            wire.exchange(Request.get("/v1/models").with("accept", "application/json"), Deadline.in(PATIENCE));

            assertThat(server.requests().getFirst())
                    .contains("x-tenant: a\r\n", "accept: application/json\r\n")
                    .doesNotContain("text/plain");
        }
    }

    @Test
    void waitsNoLongerForAServerThatDoesNotRead() throws IOException {
        byte[] large = new byte[32 * 1024 * 1024];
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = Wire.open(
                        Endpoint.of(URI.create("http://127.0.0.1:" + deaf.getLocalPort())), Deadline.in(PATIENCE))) {
            assertThatThrownBy(() -> wire.exchange(Request.json("/v1", large), Deadline.in(Duration.ofMillis(300))))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void readsNoEndlessBody() throws IOException {
        String block = "x".repeat(1 << 20);
        ScriptedServer.Script endless = (request, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 32; i++) {
                ScriptedServer.write(out, block);
            }
        };
        try (ScriptedServer server = ScriptedServer.doing(endless)) {
            assertThatThrownBy(() -> ask(server)).isInstanceOf(WireFault.class).hasMessageContaining("body over");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK~Content-Length: 2~~hi                                     | 200 | hi    | true
            HTTP/1.1 200 OK~content-length:2~~hi                                      | 200 | hi    | true
            HTTP/1.1 404 Not Found~Content-Length: 0~~                                | 404 | ''    | true
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~3;x=1~you~0~~            | 200 | hiyou | true
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~A~0123456789~0~Trailer: x~~   | 200 | 0123456789 | true
            HTTP/1.1 200~~until the end                                               | 200 | until the end | true
            HTTP/1.1 204 No Content~~                                                 | 204 | ''    | true
            HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 1~~a               | 200 | a     | true
            """)
    void readsWhatTheServerSends(String bytes, int status, String body, boolean complete) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(bytes.strip().replace("~", "\r\n"))) {
            Answer answer = ask(server);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.complete()).isEqualTo(complete);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello~~",
                "HTTP/2 200~~",
                "HTTP/1.1 2000 X~~",
                "HTTP/1.1 200 OK~no colon~~",
                "HTTP/1.1 200 OK~Content-Length: -1~~",
                "HTTP/1.1 200 OK~Content-Length: x~~",
                "HTTP/1.1 200 OK~Content-Length: 5~~hi",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~hi~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hello~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~",
                "HTTP/1.1 200 OK~Content-"
            })
    void refusesWhatIsNoHttp(String bytes) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(bytes.replace("~", "\r\n"))) {
            assertThatThrownBy(() -> ask(server)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void addsNothingToARequestButHostAndLength() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, "{}"));
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            wire.exchange(
                    Request.json("/v1/chat/completions", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    Deadline.in(PATIENCE));

            String host = server.baseUrl().getAuthority();
            assertThat(server.requests())
                    .containsExactly("POST /v1/chat/completions HTTP/1.1\r\nHost: " + host
                            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"));
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            for (int i = 0; i < 3; i++) {
                assertThat(wire.exchange(Request.get("/v1/models"), Deadline.in(PATIENCE))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(wire.closedWithin(Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void givesUpAtTheDeadline() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> "HTTP/1.1 200 OK\r\n");
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            assertThatThrownBy(() -> wire.exchange(Request.get("/v1/models"), Deadline.in(Duration.ofMillis(100))))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void stopsReadingWhenTheCallerHasEnough() throws IOException {
        String first = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n";
        try (ScriptedServer server = ScriptedServer.keeping(request -> first);
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            wire.send(Request.get("/v1/models"));
            Answer answer = wire.receive("GET", Deadline.in(PATIENCE), body -> body.length >= 9);

            assertThat(answer.complete()).isFalse();
            assertThat(answer.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.data()).isEqualTo("1"));
        }
    }

    /** Each part is sent once the one before was read. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 5"})
    void countsTheTimesAtWhichBytesCameAndNotTheChunks(int parts, int times) throws IOException {
        String chunk = "3\r\nabc\r\n";
        CyclicBarrier read = new CyclicBarrier(2);
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
                    ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < parts; i++) {
                        ScriptedServer.write(out, chunk.repeat(4) + (i == parts - 1 ? "0\r\n\r\n" : ""));
                        await(read);
                    }
                });
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            wire.send(Request.get("/v1/models"));
            Answer answer = wire.receive("GET", Deadline.in(PATIENCE), body -> {
                if (body.length % 12 == 0) {
                    await(read);
                }
                return false;
            });

            assertThat(answer.text()).isEqualTo("abc".repeat(4 * parts));
            assertThat(answer.timing().arrivals()).hasSize(times);
        }
    }

    /** All of it is there before it is read, though no buffer of the reader holds it. */
    @Test
    void takesAFullBufferAndItsRestForOneTime() throws IOException {
        CyclicBarrier written = new CyclicBarrier(2);
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
                    ScriptedServer.write(out, ScriptedServer.json(200, "x".repeat(40_000)));
                    await(written);
                });
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            wire.send(Request.get("/v1/models"));
            await(written);

            assertThat(wire.receive("GET", Deadline.in(PATIENCE)).timing().arrivals())
                    .hasSize(1);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/v1, false, h, 80, /v1, h",
        "https://h/v1/, true, h, 443, /v1, h",
        "http://127.0.0.1:8080, false, 127.0.0.1, 8080, '', 127.0.0.1:8080",
        "http://[::1]:8080/v1, false, [::1], 8080, /v1, [::1]:8080"
    })
    void readsABaseUrl(String url, boolean tls, String host, int port, String path, String authority) {
        Endpoint endpoint = Endpoint.of(java.net.URI.create(url));

        assertThat(endpoint).isEqualTo(new Endpoint(tls, host, port, path, List.of()));
        assertThat(endpoint.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/v1", "h:8080", "/v1"})
    void refusesWhatIsNoBaseUrl(String url) {
        assertThatThrownBy(() -> Endpoint.of(java.net.URI.create(url))).isInstanceOf(IllegalArgumentException.class);
    }
}

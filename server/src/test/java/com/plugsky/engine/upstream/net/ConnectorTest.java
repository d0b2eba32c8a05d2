package com.plugsky.engine.upstream.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.http.Question;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Timeouts;
import com.plugsky.front.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorTest {

    @TempDir
    static Path folder;

    private static SSLContext theirs;
    private static Path ca;

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);

    @BeforeAll
    static void makeCertificate() throws Exception {
        ca = Certificates.make(folder).certificate();
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            store.load(in, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        theirs = SSLContext.getInstance("TLS");
        theirs.init(keys.getKeyManagers(), null, null);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    /** The certificate is for localhost and 127.0.0.1, and trusted by its file alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | true  | {}",
                "127.0.0.1 | true  | {}",
                "127.0.0.2 | true  | The upstream's certificate or its TLS is not to be trusted",
                "localhost | false | The upstream's certificate or its TLS is not to be trusted",
            })
    void trustsWhatItIsToldTo(String host, boolean told, String outcome) throws Exception {
        try (var upstream = new TinyUpstream(secret(host), ConnectorTest::answers)) {
            assertThat(outcome(target("https://" + host + ":" + upstream.port(), told ? ca : null, null)))
                    .isEqualTo(outcome);
        }
    }

    @Test
    void asksTwiceOnOneSecretConnection() throws Exception {
        try (var upstream = new TinyUpstream(secret("localhost"), ConnectorTest::answers)) {
            Target.Upstream target = target("https://localhost:" + upstream.port(), ca, null);

            outcome(target);

            assertThat(outcome(target)).isEqualTo("{}");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(20)
    void noticesWhatIsSaidUnaskedOnASecretConnection() throws Exception {
        var read = new CountDownLatch(1);
        try (var upstream = new TinyUpstream(secret("localhost"), talk -> {
            talk.hears();
            talk.answers("{}");
            await(read);
            talk.answers("{}");
            talk.waits();
        })) {
            Target.Upstream target = target("https://localhost:" + upstream.port(), ca, null);
            var connector = new Connector(new Resolver(InetAddress::getAllByName));
            HttpConnection connection =
                    connector.connect(Endpoint.of(target), new Lifeline(Timeouts.USUAL, System::nanoTime));
            connection.send(Question.of("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII)));
            connection.receive();
            connection.read(new byte[10], 0);
            boolean before = connection.speaks();
            read.countDown();
            while (!connection.speaks() && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }

            assertThat(before).isFalse();
            assertThat(connection.speaks()).isTrue();
            assertThat(connection.reusable()).isTrue();
            connection.base().close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage | The upstream's certificate or its TLS is not to be trusted",
                "silence | No connection to the upstream within 300 ms",
            })
    void doesNotWaitForAHandshakeThatDoesNotCome(String what, String outcome) throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            if (what.equals("garbage")) {
                talk.says("SSH-2.0-OpenSSH_9.9\r\n");
            }
            talk.waits();
        })) {
            Timeouts times = what.equals("silence") ? Asks.SHORT : Timeouts.USUAL;
            Target.Upstream target =
                    Asks.with(upstream.target("https"), new Access(null, Map.of(), ca, null), 1, times);

            assertThat(outcome(target)).isEqualTo(outcome);
        }
    }

    @Test
    void saysThatTheFileOfTrustIsNoUse() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate");
        try (var upstream = new TinyUpstream(secret("localhost"), ConnectorTest::answers)) {
            Target.Upstream target = target("https://localhost:" + upstream.port(), empty, null);

            EngineFailure failure = Asks.failure(connections, target);

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CONNECT);
            assertThat(failure.error().message()).doesNotContain("empty.pem");
        }
    }

    @Test
    void triesEveryAddressOfAName() throws Exception {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            try (var upstream = new TinyUpstream(new ServerSocket(0, 5, address), ConnectorTest::answers)) {
                assertThat(outcome(target("http://localhost:" + upstream.port(), null, null)))
                        .isEqualTo("{}");
            }
        }
    }

    @Test
    void asksAProxyForTheWholeUrl() throws Exception {
        try (var proxy = new TinyUpstream(ConnectorTest::answers)) {
            assertThat(outcome(target("http://far.invalid:8000", null, proxy.port())))
                    .isEqualTo("{}");

            assertThat(proxy.request())
                    .startsWith(
                            "POST http://far.invalid:8000/v1/chat/completions HTTP/1.1\r\nhost: far.invalid:8000\r\n");
        }
    }

    @Test
    void asksAProxyToConnectAndShakesHandsBehindIt() throws Exception {
        try (var upstream = new TinyUpstream(secret("localhost"), ConnectorTest::answers);
                var proxy = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.says("HTTP/1.1 200 Connection Established\r\n\r\n");
                    join(talk.socket(), upstream.port());
                })) {
            String host = "localhost:" + upstream.port();

            assertThat(outcome(target("https://" + host, ca, proxy.port()))).isEqualTo("{}");

            assertThat(proxy.request()).isEqualTo("CONNECT " + host + " HTTP/1.1\r\nhost: " + host + "\r\n\r\n");
            assertThat(upstream.request()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 403 Forbidden | The proxy on the way to the upstream refuses with status 403",
                "hello                  | The proxy on the way to the upstream gives no answer",
            })
    void saysThatTheProxyRefuses(String answer, String outcome) throws Exception {
        try (var proxy = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(answer + "\r\ncontent-length: 0\r\n\r\n");
        })) {
            EngineFailure failure = Asks.failure(connections, target("https://far.invalid", ca, proxy.port()));

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CONNECT);
            assertThat(failure.error().message()).isEqualTo(outcome);
        }
    }

    /** The answer, or what a caller would be told. */
    private String outcome(Target.Upstream target) throws Exception {
        try {
            return Asks.whole(connections, target, "{}");
        } catch (EngineFailure failure) {
            return failure.error().message();
        }
    }

    private static void answers(TinyUpstream.Talk talk) throws IOException {
        while (talk.hears()) {
            talk.answers("{}");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void join(Socket one, int port) throws IOException {
        try (var other = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.startVirtualThread(() -> copy(other, one));
            copy(one, other);
            back.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (OutputStream out = to.getOutputStream()) {
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // the end of the one is the end of the other
        }
    }

    private static ServerSocket secret(String host) throws IOException {
        return theirs.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(host));
    }

    private static Target.Upstream target(String base, @Nullable Path trusted, @Nullable Integer proxyPort) {
        URI proxy = proxyPort == null ? null : URI.create("http://127.0.0.1:" + proxyPort);
        return new Target.Upstream(URI.create(base + "/v1"), "theirs").with(new Access(null, Map.of(), trusted, proxy));
    }
}

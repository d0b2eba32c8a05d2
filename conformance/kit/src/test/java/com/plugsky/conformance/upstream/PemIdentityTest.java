package com.plugsky.conformance.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Wire;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemIdentityTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void speaksTlsWithACertificateThatOnlyThoseWhoKnowItTrust(String algorithm) throws Exception {
        Certificate certificate = pair(algorithm);
        SSLContext identity = PemIdentity.read(folder.resolve("cert.pem"), folder.resolve("key.pem"));

        try (ScriptedUpstream upstream = ScriptedUpstream.start(Options.usual().with(identity))) {
            assertThatThrownBy(() -> Wire.open(Endpoint.of(upstream.url()), Deadline.in(Duration.ofSeconds(10))))
                    .isInstanceOf(SSLException.class);
            try (SSLSocket socket =
                    (SSLSocket) trusting(certificate).getSocketFactory().createSocket("127.0.0.1", upstream.port())) {
                socket.getOutputStream()
                        .write("GET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("fault-cut");
            }
        }
    }

    @Test
    void refusesWhatIsNoKey() throws Exception {
        pair("EC");
        Path certificate = folder.resolve("cert.pem");

        assertThatThrownBy(() -> PemIdentity.read(certificate, certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key");
    }

    /** Makes a pair and writes it into the folder. */
    private Certificate pair(String algorithm) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "a",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore pairs = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            pairs.load(in, PASSWORD);
        }
        Key key = pairs.getKey("a", PASSWORD);
        Certificate certificate = pairs.getCertificate("a");
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        return (X509Certificate) certificate;
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry("ca", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        TrustManager[] trust = factory.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }
}

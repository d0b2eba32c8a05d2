package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.Options;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The upstreams of the matrix.
 *
 * @param untrusted speaks TLS, with a certificate that nobody vouches for
 */
record Upstreams(ScriptedUpstream plain, ScriptedUpstream untrusted) implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Starts them; the certificate is made in this folder. */
    static Upstreams start(Path folder) throws IOException {
        return new Upstreams(
                ScriptedUpstream.start(),
                ScriptedUpstream.start(Options.usual().with(selfSigned(folder.resolve("store.p12")))));
    }

    /** A certificate for the loopback address, so that nothing is wrong with it but who signed it. */
    private static SSLContext selfSigned(Path store) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "upstream",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1")
                .inheritIO()
                .start();
        try (InputStream in = made(keytool, store)) {
            KeyStore pairs = KeyStore.getInstance("PKCS12");
            pairs.load(in, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(pairs, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("keytool made no certificate", wrong);
        }
    }

    private static InputStream made(Process keytool, Path store) throws IOException {
        try {
            keytool.waitFor();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was made", stop);
        }
        return Files.newInputStream(store);
    }

    @Override
    public void close() throws IOException {
        plain.close();
        untrusted.close();
    }
}

package com.plugsky.engine.upstream.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are trusted: those of a file, read again when it changes, or those that the system trusts. */
final class Trust {

    private static final String[] PROTOCOLS = {"http/1.1"};

    private final Map<Path, Read> files = new ConcurrentHashMap<>();

    private record Read(FileTime changed, SSLSocketFactory factory) {}

    /** What makes a plain socket a secret one. The name in the certificate must be that of the host. */
    SSLSocketFactory factory(@Nullable Path ca) throws IOException {
        if (ca == null) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        FileTime changed = Files.getLastModifiedTime(ca);
        Read read = files.get(ca);
        if (read == null || !read.changed().equals(changed)) {
            read = new Read(changed, read(ca));
            files.put(ca, read);
        }
        return read.factory();
    }

    /** How every handshake is to be made. */
    static void demands(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(PROTOCOLS);
        socket.setSSLParameters(parameters);
    }

    private static SSLSocketFactory read(Path ca) throws IOException {
        try (InputStream in = Files.newInputStream(ca)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                anchors.setCertificateEntry("ca-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates in the file", e);
        }
    }
}

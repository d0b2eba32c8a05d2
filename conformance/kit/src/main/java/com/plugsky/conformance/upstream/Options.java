package com.plugsky.conformance.upstream;

import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a scripted upstream is started.
 *
 * @param host defaults to loopback
 * @param port 0: any that is free, which is the default
 * @param tls with which certificate it speaks TLS; null, the default: it speaks plain HTTP
 * @param seed another one gives other texts. Defaults to 0
 * @param latency before the head of every answer; defaults to none
 */
public record Options(InetAddress host, int port, @Nullable SSLContext tls, long seed, Duration latency) {

    /** The usual ones. */
    public static Options usual() {
        return new Options(InetAddress.getLoopbackAddress(), 0, null, 0, Duration.ZERO);
    }

    /** These at another port. */
    public Options at(int other) {
        return new Options(host, other, tls, seed, latency);
    }

    /** These with a certificate. */
    public Options with(SSLContext certificate) {
        return new Options(host, port, certificate, seed, latency);
    }
}

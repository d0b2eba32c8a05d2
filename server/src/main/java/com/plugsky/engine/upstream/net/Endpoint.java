package com.plugsky.engine.upstream.net;

import com.plugsky.fleet.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads, and by which way: connections to equal ones are interchangeable.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param proxy null: straight
 * @param ca null: the system's trust
 */
record Endpoint(
        boolean tls,
        String host,
        int port,
        @Nullable URI proxy,
        @Nullable Path ca) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Endpoint of(Target.Upstream target) {
        URI url = target.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        return new Endpoint(
                tls,
                host(url),
                port(url, tls ? HTTPS : HTTP),
                target.access().proxy(),
                target.access().ca());
    }

    /** The host to open a connection to: the proxy's if there is one. */
    String nextHost() {
        return proxy == null ? host : host(proxy);
    }

    int nextPort() {
        return proxy == null ? port : port(proxy, HTTP);
    }

    /** What a proxy is asked to connect to. */
    String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String host(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI url, int usual) {
        return url.getPort() < 0 ? usual : url.getPort();
    }
}

package com.plugsky.engine.upstream.http;

import com.plugsky.engine.Trace;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of every request of one kind to one target: what is always the same is made once.
 *
 * <p>Nothing of a caller's own headers is in it. A value that could end its line is refused. Safe for use by many threads.
 */
public final class RequestHead {

    private static final String PRODUCT = product();

    private final String same;
    private final @Nullable Secret key;

    private RequestHead(String same, @Nullable Secret key) {
        this.same = same;
        this.key = key;
    }

    /**
     * The head of requests with one method and path.
     *
     * @param path below the target's URL
     * @throws IllegalArgumentException a header of the target cannot be written
     */
    public static RequestHead of(String method, Target.Upstream target, String path) {
        Access access = target.access();
        URI url = target.url();
        var head = new StringBuilder(256).append(method).append(' ');
        if (access.proxy() != null && "http".equalsIgnoreCase(url.getScheme())) {
            head.append("http://").append(authority(url));
        }
        String base = url.getRawPath() == null ? "" : url.getRawPath();
        head.append(base).append(path).append(" HTTP/1.1\r\n");
        line(head, "host", authority(url));
        line(head, "user-agent", PRODUCT);
        line(head, "accept-encoding", "identity");
        for (Map.Entry<String, String> header : access.headers().entrySet()) {
            line(head, header.getKey(), header.getValue());
        }
        return new RequestHead(head.toString(), access.key());
    }

    /** The head of a request without a body, after which the connection is closed. */
    public byte[] last() {
        var head = begin();
        line(head, "accept", "application/json");
        line(head, "connection", "close");
        return end(head);
    }

    /** The head of a request with a JSON body. */
    public byte[] json(Ask ask) {
        var head = begin();
        line(head, "content-type", "application/json");
        line(head, "accept", ask.streamed() ? "text/event-stream" : "application/json");
        line(head, "x-request-id", digits(ask.requestId()));
        if (ask.trace() != null) {
            trace(head, ask.trace());
        }
        head.append("content-length: ").append(ask.length()).append("\r\n");
        return end(head);
    }

    /**
     * What differs from request to request.
     *
     * @param requestId ours, not the caller's; its digits go out
     * @param trace whose part this request is; null: it is in none
     * @param length of the body in bytes
     */
    public record Ask(
            boolean streamed, String requestId, @Nullable Trace trace, long length) {}

    private StringBuilder begin() {
        var head = new StringBuilder(same.length() + 256).append(same);
        if (key != null) {
            line(head, "authorization", "Bearer " + key.text());
        }
        return head;
    }

    private static void trace(StringBuilder head, Trace trace) {
        line(head, "traceparent", trace.header());
        if (!trace.state().isEmpty()) {
            line(head, "tracestate", trace.state());
        }
    }

    /** Without what is before them: there are servers that take a UUID only. */
    private static String digits(String requestId) {
        return requestId.substring(requestId.indexOf('_') + 1);
    }

    private static byte[] end(StringBuilder head) {
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder head, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 && c != '\t' || c >= 0x7F) {
                throw new IllegalArgumentException("header " + name + " holds a character that a header cannot hold");
            }
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String authority(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static String product() {
        String version = RequestHead.class.getPackage().getImplementationVersion();
        return "plugsky/" + (version == null ? "dev" : version);
    }
}

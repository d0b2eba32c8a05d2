package com.plugsky.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response as it came: head, decoded body, and when its bytes arrived.
 *
 * @param head the bytes of status line and headers
 * @param body the body without its framing
 * @param timing when it was sent and when it arrived
 * @param complete whether the body ended as its framing says; false when reading stopped before or the connection was cut
 */
public record Answer(Head head, byte[] body, Timing timing, boolean complete) {

    /** Status line and headers, as sent. */
    public record Head(int status, String reason, List<Header> headers, byte[] bytes) {
        public Head {
            headers = List.copyOf(headers);
        }

        public @Nullable String header(String name) {
            for (Header header : headers) {
                if (header.name().equalsIgnoreCase(name)) {
                    return header.value();
                }
            }
            return null;
        }
    }

    /** The monotonic times of a request's end, the answer's head, each read of its body, and its end. */
    public record Timing(long sent, long head, List<Arrival> arrivals, long end) {
        public Timing {
            arrivals = List.copyOf(arrivals);
        }

        public long firstByteMillis() {
            return (head - sent) / 1_000_000;
        }

        public long totalMillis() {
            return (end - sent) / 1_000_000;
        }
    }

    public int status() {
        return head.status();
    }

    public @Nullable String header(String name) {
        return head.header(name);
    }

    public List<String> headers(String name) {
        return head.headers().stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** The media type in lower case without its parameters; empty when there is none. */
    public String mediaType() {
        String type = header("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean isStream() {
        return mediaType().equals("text/event-stream");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body read as server-sent events. */
    public List<SseEvent> events() {
        return SseEvent.read(body, timing.arrivals());
    }
}

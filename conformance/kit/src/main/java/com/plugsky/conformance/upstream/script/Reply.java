package com.plugsky.conformance.upstream.script;

import com.plugsky.conformance.wire.Header;
import java.util.List;

/**
 * An answer in the parts between which a fault can strike.
 *
 * @param chunked whether each part is sent as an HTTP chunk of its own; else the length of all goes ahead
 */
public record Reply(int status, List<Header> headers, boolean chunked, List<byte[]> parts) {
    public Reply {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** One that is sent whole. */
    public static Reply whole(int status, String type, byte[] body) {
        return new Reply(status, List.of(new Header("Content-Type", type)), false, List.of(body));
    }

    /** This one for callers who know no chunks. */
    public Reply unchunked() {
        return new Reply(status, headers, false, parts);
    }
}

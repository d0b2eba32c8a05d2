package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import java.io.IOException;
import java.util.Arrays;

/** Whole bodies, in arrays that grow with what comes and not with what was promised. */
final class Bodies {

    private static final int FIRST = 4 * 1024;
    private static final int TRUSTED = 64 * 1024;

    private Bodies() {}

    /**
     * A body to its end.
     *
     * @throws EngineFailure it is longer than {@code most} bytes
     */
    static byte[] whole(HttpConnection connection, int most) throws IOException, EngineFailure {
        byte[] body = beginning(connection, most);
        if (!connection.ended() && (body.length == most || connection.length() > most)) {
            if (connection.read(new byte[1], 0) >= 0) {
                throw Faults.answer("The upstream's answer is too long");
            }
        }
        return body;
    }

    /** A body, cut at {@code most} bytes. */
    static byte[] beginning(HttpConnection connection, int most) throws IOException {
        long promised = connection.length();
        int first = promised < 0 ? FIRST : (int) Math.min(promised, TRUSTED);
        byte[] body = new byte[Math.min(first, most)];
        int count = 0;
        while (!connection.ended()) {
            if (count == body.length) {
                if (count == most) {
                    break;
                }
                body = Arrays.copyOf(body, (int) Math.min(most, Math.max(FIRST, 2L * count)));
            }
            int n = connection.read(body, count);
            count += Math.max(0, n);
        }
        return count == body.length ? body : Arrays.copyOf(body, count);
    }
}

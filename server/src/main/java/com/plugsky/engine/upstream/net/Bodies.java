package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.room.AnswerRoom;
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
     * @param share told how much of it is held
     * @throws EngineFailure it is longer than {@code most} bytes, or there is no room for it
     */
    static byte[] whole(HttpConnection connection, int most, AnswerRoom.Share share) throws IOException, EngineFailure {
        byte[] body = beginning(connection, most, share);
        if (!connection.ended() && (body.length == most || connection.length() > most)) {
            if (connection.read(new byte[1], 0) >= 0) {
                throw Faults.answer("The upstream's answer is too long");
            }
        }
        return body;
    }

    /** The same, cut at {@code most} bytes. */
    static byte[] beginning(HttpConnection connection, int most, AnswerRoom.Share share)
            throws IOException, EngineFailure {
        long promised = connection.length();
        int first = promised < 0 ? FIRST : (int) Math.min(promised, TRUSTED);
        byte[] body = new byte[Math.min(first, most)];
        int count = 0;
        while (!connection.ended()) {
            if (count == body.length) {
                if (count == most) {
                    break;
                }
                int size = (int) Math.min(most, Math.max(FIRST, 2L * count));
                share.hold(size);
                body = Arrays.copyOf(body, size);
            }
            int n = connection.read(body, count);
            count += Math.max(0, n);
        }
        return count == body.length ? body : Arrays.copyOf(body, count);
    }
}

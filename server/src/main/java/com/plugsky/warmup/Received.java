package com.plugsky.warmup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as {@link CannedUpstream} reads it: its body, which is empty if no length was given. */
record Received(String body) {
    private static final int LINE_BYTES = 8 * 1024;
    private static final int BODY_BYTES = 1024 * 1024;
    private static final String LENGTH = "content-length:";

    /**
     * Reads the next one; null at the connection's end.
     *
     * @throws IOException it breaks off or is too long
     */
    static @Nullable Received from(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        int length = 0;
        for (; line != null && !line.isEmpty(); line = line(in)) {
            if (line.startsWith(LENGTH)) {
                length = length(line);
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("in a body");
        }
        return new Received(new String(body, StandardCharsets.ISO_8859_1));
    }

    boolean says(String words) {
        return body.contains(words);
    }

    private static int length(String line) throws IOException {
        try {
            int length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            if (length >= 0 && length <= BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException(line, e);
        }
        throw new IOException(line + " (expected: at most " + BODY_BYTES + ")");
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.length() == LINE_BYTES) {
                throw new IOException("a line of more than " + LINE_BYTES + " bytes");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString().toLowerCase(Locale.ROOT);
    }
}

package com.plugsky.engine.upstream.http;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/** What an answer says in {@code Keep-Alive} about how long its connection stays open. */
final class KeepAlive {

    private static final String TIMEOUT = "timeout=";
    private static final int MAX_DIGITS = 6;

    /** Taken off, so that a request that is just on its way does not meet the end. */
    private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private KeepAlive() {}

    /** How long it may be used; {@link Long#MAX_VALUE} if the answer does not say. */
    static long nanos(HttpMessage answer) {
        Header header = answer.getFirstHeader("keep-alive");
        if (header == null || header.getValue() == null) {
            return Long.MAX_VALUE;
        }
        String said = header.getValue().toLowerCase(Locale.ROOT);
        int begin = said.indexOf(TIMEOUT);
        if (begin < 0) {
            return Long.MAX_VALUE;
        }
        begin += TIMEOUT.length();
        int end = begin;
        while (end < said.length() && end - begin < MAX_DIGITS && Character.digit(said.charAt(end), 10) >= 0) {
            end++;
        }
        if (end == begin) {
            return Long.MAX_VALUE;
        }
        long seconds = Integer.parseInt(said, begin, end, 10);
        return Math.max(0, TimeUnit.SECONDS.toNanos(seconds) - MARGIN_NANOS);
    }
}

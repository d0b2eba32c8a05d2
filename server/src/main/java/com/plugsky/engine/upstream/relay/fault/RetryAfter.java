package com.plugsky.engine.upstream.relay.fault;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When an upstream asks to be asked again: {@code retry-after-ms}, or {@code retry-after} in seconds or as a date. */
public final class RetryAfter {

    /** The longest that is believed. */
    public static final Duration MOST = Duration.ofSeconds(60);

    /** The forms of a date in HTTP: the one of today, and two from before it that a recipient must know. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * Reads it, cut to {@link #MOST}; null if there is none.
     *
     * @param headers names in lower case
     * @param clock counts for a date, unless the upstream says what time it has
     */
    public static @Nullable Duration read(Map<String, String> headers, Clock clock) {
        Duration millis = number(headers.get("retry-after-ms"), 1);
        if (millis != null) {
            return millis;
        }
        String text = headers.get("retry-after");
        Duration seconds = number(text, 1000);
        if (seconds != null) {
            return seconds;
        }
        Instant date = date(text);
        if (date == null) {
            return null;
        }
        Instant now = date(headers.get("date"));
        return bounded(Duration.between(now == null ? clock.instant() : now, date));
    }

    private static @Nullable Duration number(@Nullable String text, int millisEach) {
        if (text == null || text.length() > 32) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.strip()) * millisEach;
            return Double.isNaN(value) ? null : bounded(Duration.ofMillis((long) Math.min(value, 1e9)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (DateTimeFormatter form : DATES) {
            Instant date = date(text.strip(), form);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private static @Nullable Instant date(String text, DateTimeFormatter form) {
        try {
            return form.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration bounded(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(MOST) > 0 ? MOST : duration;
    }
}

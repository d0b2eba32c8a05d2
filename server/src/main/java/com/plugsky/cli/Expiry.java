package com.plugsky.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to write when a key ends. */
final class Expiry {

    private static final Pattern FROM_NOW = Pattern.compile("([1-9][0-9]{0,4})([dh])");

    private Expiry() {}

    /**
     * Reads {@code 90d}, {@code 12h}, {@code 2027-01-31} or {@code 2027-01-31T12:00:00Z}.
     *
     * @throws IllegalArgumentException it is none of these, or past
     */
    static Instant of(String written, Instant now) {
        Instant end = read(written, now);
        if (!end.isAfter(now)) {
            throw new IllegalArgumentException("--expires: " + written + " (expected: a time to come)");
        }
        return end;
    }

    private static Instant read(String written, Instant now) {
        Matcher fromNow = FROM_NOW.matcher(written);
        if (fromNow.matches()) {
            int count = Integer.parseInt(fromNow.group(1));
            return now.plus(fromNow.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count));
        }
        try {
            return written.contains("T")
                    ? Instant.parse(written)
                    : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--expires: " + written + " (expected: 90d, 12h, 2027-01-31 or 2027-01-31T12:00:00Z)", e);
        }
    }
}

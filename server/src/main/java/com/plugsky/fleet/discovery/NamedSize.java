package com.plugsky.fleet.discovery;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of parameters that a model's name tells, such as {@code -7b}, {@code 8x7B} or {@code 270m}. */
public final class NamedSize {

    private static final Pattern SIZE =
            Pattern.compile("(?<![a-z0-9.])(?:(\\d{1,3})x)?(\\d{1,5}(?:\\.\\d{1,3})?)([bmt])(?![a-z0-9])");

    /** The largest that is told apart, in billions. */
    private static final double LARGEST = 2_000;

    private NamedSize() {}

    /** In billions of parameters, experts added up; null if the name tells none. */
    public static @Nullable Double of(String id) {
        Matcher size = SIZE.matcher(id.toLowerCase(Locale.ROOT));
        if (!size.find()) {
            return null;
        }
        double each = Double.parseDouble(size.group(2))
                * switch (size.group(3)) {
                    case "m" -> 0.001;
                    case "t" -> 1_000;
                    default -> 1;
                };
        return size.group(1) == null ? each : each * Integer.parseInt(size.group(1));
    }

    /** A strength for routing, 0 to 1: the larger the stronger, by the logarithm; 0.5 if the name tells nothing. */
    public static double strength(String id) {
        Double size = of(id);
        return size == null ? 0.5 : Math.min(1, Math.log1p(size) / Math.log1p(LARGEST));
    }
}

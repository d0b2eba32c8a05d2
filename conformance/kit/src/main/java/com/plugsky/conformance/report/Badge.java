package com.plugsky.conformance.report;

import java.util.Locale;

/** A grade as a small picture. */
final class Badge {
    private Badge() {}

    static String of(Score score) {
        String value = String.format(Locale.ROOT, "%s  %.0f %%", score.grade(), Math.floor(score.percent()));
        String label = "chat completions conformance: " + value;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="152" height="20" role="img" aria-label="%1$s">
                <title>%1$s</title>
                <clipPath id="r"><rect width="152" height="20" rx="3"/></clipPath>
                <g clip-path="url(#r)"><rect width="90" height="20" fill="#444"/><rect x="90" width="62" height="20" fill="%2$s"/></g>
                <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
                <text x="45" y="14">conformance</text><text x="121" y="14">%3$s</text></g>
                </svg>
                """.formatted(label, colour(score.grade()), value);
    }

    /** Each reads with white text on it. */
    static String colour(Grade grade) {
        return switch (grade) {
            case A -> "#2b7a0b";
            case B -> "#557a0b";
            case C -> "#8a6d00";
            case D -> "#a65300";
            case E, F -> "#b3261e";
            case NONE -> "#666";
        };
    }
}

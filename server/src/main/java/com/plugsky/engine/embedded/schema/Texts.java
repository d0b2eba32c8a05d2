package com.plugsky.engine.embedded.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts within a length, after a pattern, a format or the property's name. */
final class Texts {

    /** The longest text that a schema may demand. */
    static final int LONGEST = 65_536;

    private static final String FILLER = " and so on";

    private Texts() {}

    static String make(Conjunction all, Place place, Picker picker, Regex regex) throws Unsatisfiable {
        int shortest = all.atLeast("minLength");
        int longest = all.atMost("maxLength");
        if (shortest > longest) {
            throw place.fail("minLength " + shortest + " is above maxLength " + longest);
        }
        if (shortest > LONGEST) {
            throw place.fail("minLength " + shortest + " is more than is made here (at most " + LONGEST + ")");
        }
        List<String> patterns = all.texts("pattern");
        String formatted = formatted(all, picker);
        if (patterns.isEmpty()) {
            String text = formatted == null ? Plausible.text(place.name(), picker) : formatted;
            return fit(
                    place.variety() > 0 && formatted == null ? place.variety() + " " + text : text, shortest, longest);
        }
        for (String candidate : candidates(formatted, place, picker)) {
            if (fits(candidate, patterns, shortest, longest, regex)) {
                return candidate;
            }
        }
        for (int round = 0; round < 12; round++) {
            String text = Patterns.make(
                    patterns.get(round % patterns.size()), extra(round / patterns.size(), shortest), picker);
            if (text != null && fits(text, patterns, shortest, longest, regex)) {
                return text;
            }
        }
        throw place.keyword("pattern").fail("no text was found for the pattern");
    }

    private static @Nullable String formatted(Conjunction all, Picker picker) {
        for (String format : all.texts("format")) {
            List<String> values = Plausible.format(format);
            if (!values.isEmpty()) {
                return picker.of(values);
            }
        }
        return null;
    }

    private static List<String> candidates(@Nullable String formatted, Place place, Picker picker) {
        String named = Plausible.text(place.name(), picker);
        return formatted == null ? List.of(named) : List.of(formatted, named);
    }

    /** How often the repetitions of a pattern repeat beyond their least, round by round. */
    private static int extra(int round, int shortest) {
        return switch (round) {
            case 0 -> Math.min(shortest, 4);
            case 1 -> 0;
            case 2 -> 1;
            case 3 -> shortest;
            default -> Math.min(LONGEST, round * round);
        };
    }

    private static boolean fits(String text, List<String> patterns, int shortest, int longest, Regex regex) {
        int length = text.codePointCount(0, text.length());
        return length >= shortest && length <= longest && patterns.stream().allMatch(one -> regex.found(one, text));
    }

    /** The text, repeated or cut to the length. Texts of ours have no characters beyond the basic plane. */
    private static String fit(String text, int shortest, int longest) {
        if (text.length() > longest) {
            return text.substring(0, longest);
        }
        if (text.length() >= shortest) {
            return text;
        }
        var longer = new StringBuilder(text);
        while (longer.length() < shortest) {
            longer.append(FILLER);
        }
        longer.setLength(shortest);
        if (longer.charAt(shortest - 1) == ' ') {
            longer.setCharAt(shortest - 1, '.');
        }
        return longer.toString();
    }
}

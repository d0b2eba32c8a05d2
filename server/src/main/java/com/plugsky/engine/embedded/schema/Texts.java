package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.engine.embedded.schema.pattern.PatternTexts.Demand;
import com.plugsky.engine.embedded.schema.pattern.PatternTexts.Found;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts within a length, after patterns, a format or the property's name. */
final class Texts {

    /** The longest text that a schema may demand. */
    static final int LONGEST = 65_536;

    /** How many numbers are tried to make a text another one. */
    private static final int NUMBERS = 16;

    private static final String FILLER = " and so on";

    /** A text that keeps no format. */
    private static final String FORMLESS = "<no (format> {\u0007";

    private final Search search;
    private final Conjunction all;
    private final Place place;
    private final int shortest;
    private final int longest;
    private final List<String> formats;

    Texts(Search search, Conjunction all, Place place) throws Unsatisfiable {
        all.bounds("minLength", "maxLength");
        this.search = search;
        this.all = all;
        this.place = place;
        this.shortest = all.atLeast("minLength");
        this.longest = all.atMost("maxLength");
        this.formats = formats(all);
        if (shortest > LONGEST) {
            throw all.never(
                    "minLength", "minLength " + shortest + " is more than is made here (at most " + LONGEST + ")");
        }
    }

    String make() throws Unsatisfiable {
        String text = candidate();
        if (text == null) {
            text = patterned();
        }
        all.budget().write(text.length(), all.pointer());
        return text;
    }

    /** The formats that count, and what is said of content. */
    private static List<String> formats(Conjunction all) {
        var formats = new ArrayList<>(all.texts("format"));
        boolean json = all.texts("contentMediaType").contains("application/json");
        boolean base64 = all.texts("contentEncoding").contains("base64");
        if (json || base64) {
            formats.add(json && base64 ? Formats.JSON_IN_BASE64 : json ? Formats.JSON : Formats.BASE64);
        }
        return formats;
    }

    /** A text that needs no search; null if none will do. */
    private @Nullable String candidate() throws Unsatisfiable {
        if (all.refused("format").findAny().isPresent()) {
            return acceptable(fit(FORMLESS)) ? fit(FORMLESS) : null;
        }
        boolean free = formats.stream().allMatch(format -> Formats.pattern(format) == null);
        List<String> examples = formats.stream()
                .flatMap(format -> Formats.examples(format).stream())
                .toList();
        List<String> words = Plausible.texts(place.name());
        int first = search.picker().next(words.size());
        String found = first(examples, first, false);
        if (found != null || !free) {
            return found;
        }
        found = first(words, first, true);
        if (found == null && all.has("pattern")) {
            found = first(Formats.allExamples(), first, false);
        }
        return found == null && !place.taken().isEmpty() ? numbered(words.get(first)) : found;
    }

    /** The first text that will do, from one of them on. */
    private @Nullable String first(List<String> texts, int from, boolean fitted) throws Unsatisfiable {
        for (int i = 0; i < texts.size(); i++) {
            all.budget().take(1, all.pointer());
            String text = texts.get((from + i) % texts.size());
            text = fitted ? fit(text) : text;
            if (acceptable(text)) {
                return text;
            }
        }
        return null;
    }

    /** The text with a number, so that it differs from those that are taken. */
    private @Nullable String numbered(String example) throws Unsatisfiable {
        for (int i = 1; i <= NUMBERS; i++) {
            all.budget().take(1, all.pointer());
            int number = place.taken().size() + i;
            String text = fit(place.name().equals(Place.KEY) ? example + number : number + " " + example);
            if (acceptable(text)) {
                return text;
            }
        }
        return null;
    }

    private boolean acceptable(String text) {
        JsonNode node = JsonNodeFactory.instance.stringNode(text);
        return keeps(text, all, search.regex()) && Listed.free(node, all, place) && keepsFormats(text);
    }

    private boolean keepsFormats(String text) {
        return formats.stream().allMatch(format -> {
            String pattern = Formats.pattern(format);
            return pattern == null
                    || Formats.examples(format).contains(text)
                    || search.regex().matches(pattern, text);
        });
    }

    private String patterned() throws Unsatisfiable {
        var patterns = new ArrayList<>(all.texts("pattern"));
        formats.stream()
                .map(Formats::pattern)
                .filter(pattern -> pattern != null)
                .forEach(patterns::add);
        List<String> refused =
                all.refused("pattern").map(one -> one.asString("")).toList();
        var demand = new Demand(patterns, refused, shortest, Math.min(longest, LONGEST));
        Found found = search.regex().texts().find(demand, search.picker(), text -> acceptable(text));
        all.budget().take(found.steps() / 4 + 1, all.place(all.has("pattern") ? "pattern" : "type"));
        if (found.text() != null) {
            return found.text();
        }
        String keyword = all.has("pattern") ? "pattern" : all.has("format") ? "format" : "minLength";
        boolean certain =
                found.impossible() && formats.isEmpty() && place.taken().isEmpty();
        throw certain
                ? all.never(keyword, "no text can keep all that is said of it")
                : all.fail(keyword, "no text was found that keeps it");
    }

    /** Whether a text keeps what all parts say of lengths and patterns. */
    static boolean keeps(String text, Conjunction all, Regex regex) {
        int length = text.codePointCount(0, text.length());
        return length >= all.atLeast("minLength")
                && length <= all.atMost("maxLength")
                && all.texts("pattern").stream().allMatch(pattern -> regex.found(pattern, text))
                && all.refused("pattern").noneMatch(pattern -> regex.found(pattern.asString(""), text));
    }

    /** The text, repeated or cut to the length. Texts of ours have no characters beyond the basic plane. */
    private String fit(String text) {
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

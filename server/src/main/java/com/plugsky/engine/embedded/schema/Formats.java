package com.plugsky.engine.embedded.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats that a text may have to keep: a few good examples of each, and a pattern for when none of them will do. */
final class Formats {

    /** Names of ours for what {@code contentMediaType} and {@code contentEncoding} say. */
    static final String JSON = "content: json";

    static final String BASE64 = "content: base64";
    static final String JSON_IN_BASE64 = "content: json in base64";

    private static final String DAY = "[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    private static final String CLOCK =
            "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-2]):[0-5][0-9])";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String SEGMENT = "[A-Za-z0-9._~-]";
    private static final String TAIL = "(\\?[A-Za-z0-9=&._~-]*)?(#[A-Za-z0-9=&._~-]*)?";
    private static final String MAIL =
            "^[A-Za-z0-9]([A-Za-z0-9._+-]{0,30}[A-Za-z0-9])?@[A-Za-z]" + LABEL + "\\.(com|org|net|edu|gov|io|de|uk)$";
    private static final String ADDRESS = "^[a-z][a-z0-9+.-]{0,15}:(//" + LABEL + "(\\." + LABEL
            + ")*(:[1-9][0-9]{1,3})?(/" + SEGMENT + "*)*|" + SEGMENT + "+)" + TAIL + "$";
    private static final String REFERENCE = "^(/?" + SEGMENT + "+(/" + SEGMENT + "+)*/?)?" + TAIL + "$";
    private static final String HOST = "^" + LABEL + "(\\." + LABEL + ")*$";

    /**
     * One format.
     *
     * @param pattern texts that match keep the format, though not the other way round; null without one
     */
    private record Format(@Nullable String pattern, List<String> examples) {}

    private static final Map<String, Format> ALL = Map.ofEntries(
            format("date-time", "^" + DAY + "T" + CLOCK + "$", "2026-03-14T09:26:53Z", "2026-07-01T12:00:00Z"),
            format("date", "^" + DAY + "$", "2026-03-14", "2026-07-01", "2026-11-30"),
            format("time", "^" + CLOCK + "$", "09:26:53Z", "12:00:00Z"),
            format(
                    "duration",
                    "^P([0-9]{1,6}[YMDW]|([0-9]{1,6}D)?T[0-9]{1,6}[HMS]|[0-9]{1,6}Y[0-9]{1,6}M[0-9]{1,6}D)$",
                    "PT15M",
                    "P1D",
                    "PT2H"),
            format("email", MAIL, "ada@example.com", "grace@example.org", "alan@example.net"),
            format("idn-email", MAIL, "ada@example.com", "grace@example.org"),
            format("hostname", HOST, "example.com", "www.example.org"),
            format("idn-hostname", HOST, "example.com", "www.example.org"),
            format("ipv4", "^" + OCTET + "(\\." + OCTET + "){3}$", "192.0.2.1", "198.51.100.7"),
            format(
                    "ipv6",
                    "^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|::1?)$",
                    "2001:db8::1",
                    "2001:db8::7"),
            format("uri", ADDRESS, "https://example.com/a", "https://example.org/b"),
            format("iri", ADDRESS, "https://example.com/a", "https://example.org/b"),
            format("uri-reference", REFERENCE, "/a/b", "c#d"),
            format("iri-reference", REFERENCE, "/a/b", "c#d"),
            format(
                    "uri-template",
                    "^[A-Za-z0-9/._~-]*(\\{[a-z]+\\}[A-Za-z0-9/._~-]*)*$",
                    "/users/{id}",
                    "/files/{path}"),
            format("url", null, "https://example.com/a", "https://example.org/b"),
            format(
                    "uuid",
                    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
                    "0b4c2f5e-8d1a-4f3b-9c6d-2e7f1a5b8c90",
                    "7d9e3c1b-2a4f-4e6d-8b5c-1f0a9d8e7c6b"),
            format("json-pointer", "^(/[A-Za-z0-9 _.-]*)*$", "/a/0", "/items/1/name"),
            format("relative-json-pointer", "^(0|[1-9][0-9]{0,3})(#|(/[A-Za-z0-9_]*)*)$", "1/a", "0#"),
            format("regex", "^[A-Za-z0-9 _-]*$", "^[a-z]+$", "^[0-9]{4}$"),
            format("color", "^(red|blue|#[0-9a-f]{6})$", "blue", "green"),
            format("phone", "^\\+[1-9][0-9]{6,13}$", "+1 555 0100"),
            format("ip-address", "^" + OCTET + "(\\." + OCTET + "){3}$", "192.0.2.1"),
            format("alpha", "^[A-Za-z]+$", "example", "sample"),
            format("alphanumeric", "^[A-Za-z0-9]+$", "a1", "b2"),
            format("style", "^[a-z]+: [a-z]+$", "color: blue"),
            format("utc-millisec", "^[0-9]{1,14}$", "1773480413000"),
            format(JSON, "^([1-9][0-9]*|\"[a-z ]*\"|\\[[1-9]?\\]|\\{\\})$", "{\"a\":1}", "[1,2]"),
            format(BASE64, "^([A-Za-z0-9+/]{4})*$", "cGx1Z3NreQ==", "ZXhhbXBsZQ=="),
            format(JSON_IN_BASE64, "^(e30=|W10=|MQ==)$", "eyJhIjoxfQ==", "WzEsMl0="),
            format("byte", null, "cGx1Z3NreQ=="),
            format("binary", null, "plugsky"));

    private static final List<String> EXAMPLES = ALL.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(entry -> entry.getValue().examples().stream())
            .distinct()
            .toList();

    private Formats() {}

    private static Map.Entry<String, Format> format(String name, @Nullable String pattern, String... examples) {
        return Map.entry(name, new Format(pattern, List.of(examples)));
    }

    static List<String> examples(String format) {
        Format known = ALL.get(format);
        return known == null ? List.of() : known.examples();
    }

    /** A pattern whose texts keep the format; null if there is none. */
    static @Nullable String pattern(String format) {
        Format known = ALL.get(format);
        return known == null ? null : known.pattern();
    }

    /** The examples of all formats: texts that likely keep a pattern which a person wrote. */
    static List<String> allExamples() {
        return EXAMPLES;
    }

    static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    /** The formats that have a pattern. */
    static List<String> withPattern() {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().pattern() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}

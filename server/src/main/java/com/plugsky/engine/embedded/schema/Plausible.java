package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.pattern.Picker;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values that a reader expects under a property's name. */
final class Plausible {

    /** The first entry whose key is a word of the property's name wins. */
    private static final List<Map.Entry<String, List<String>>> NAMES = List.of(
            Map.entry("email", List.of("ada@example.com", "grace@example.org", "alan@example.net")),
            Map.entry("city", List.of("Paris", "Berlin", "Lisbon", "Oslo", "Vienna")),
            Map.entry("location", List.of("Paris, France", "Berlin, Germany", "Oslo, Norway")),
            Map.entry("country", List.of("France", "Germany", "Portugal", "Norway")),
            Map.entry("address", List.of("1 Harbour Street", "7 Mill Lane")),
            Map.entry("street", List.of("Harbour Street", "Mill Lane")),
            Map.entry("timezone", List.of("Europe/Berlin", "UTC")),
            Map.entry("datetime", List.of("2026-03-14T09:26:53Z", "2026-07-01T12:00:00Z")),
            Map.entry("date", List.of("2026-03-14", "2026-07-01", "2026-11-30")),
            Map.entry("time", List.of("09:30", "12:00", "18:45")),
            Map.entry("day", List.of("Monday", "Thursday", "Sunday")),
            Map.entry("unit", List.of("celsius", "kilometre", "gram")),
            Map.entry("currency", List.of("EUR", "USD", "CHF")),
            Map.entry("language", List.of("English", "German", "French")),
            Map.entry("color", List.of("blue", "green", "red")),
            Map.entry("colour", List.of("blue", "green", "red")),
            Map.entry("url", List.of("https://example.com/a", "https://example.org/b")),
            Map.entry("link", List.of("https://example.com/a", "https://example.org/b")),
            Map.entry("phone", List.of("+1 555 0100", "+1 555 0199")),
            Map.entry("id", List.of("a1", "b2", "c3")),
            Map.entry("author", List.of("Ada Lovelace", "Grace Hopper", "Alan Turing")),
            Map.entry("username", List.of("ada", "grace", "alan")),
            Map.entry("name", List.of("Ada", "Grace", "Alan", "Edsger", "Barbara")),
            Map.entry("person", List.of("Ada Lovelace", "Grace Hopper")),
            Map.entry("title", List.of("A short note", "Notes on the engine", "The first page")),
            Map.entry("query", List.of("how does a contract help", "what is a token")),
            Map.entry("question", List.of("How does a contract help?", "What is a token?")),
            Map.entry("path", List.of("/a/b.txt", "/notes/today.txt")),
            Map.entry("file", List.of("notes.txt", "report.txt")),
            Map.entry("code", List.of("A1", "B2", "C3")),
            Map.entry("status", List.of("open", "done")),
            Map.entry("summary", List.of("A short text of the embedded engine.", "A few words, made up to fit.")),
            Map.entry("description", List.of("A short text of the embedded engine.", "A few words, made up to fit.")),
            Map.entry("reason", List.of("It fits the schema.", "It is an example.")),
            Map.entry("text", List.of("A short text of the embedded engine.", "A few words, made up to fit.")),
            Map.entry("answer", List.of("42", "It depends.")),
            Map.entry("tag", List.of("new", "short", "example")));

    private static final List<String> WORDS = List.of("example", "sample", "value", "text", "word", "item", "entry");

    private static final List<String> KEYS =
            List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta");

    private static final List<Map.Entry<String, List<String>>> NUMBERS = List.of(
            Map.entry("year", List.of("2024", "2025", "2026")),
            Map.entry("age", List.of("36", "42", "29")),
            Map.entry("month", List.of("3", "7", "11")),
            Map.entry("day", List.of("14", "1", "30")),
            Map.entry("hour", List.of("9", "12", "18")),
            Map.entry("minute", List.of("30", "0", "45")),
            Map.entry("temperature", List.of("21.5", "18.0", "7.5")),
            Map.entry("celsius", List.of("21", "18", "7")),
            Map.entry("latitude", List.of("48.86", "52.52", "59.91")),
            Map.entry("lat", List.of("48.86", "52.52", "59.91")),
            Map.entry("longitude", List.of("2.35", "13.4", "10.75")),
            Map.entry("lon", List.of("2.35", "13.4", "10.75")),
            Map.entry("lng", List.of("2.35", "13.4", "10.75")),
            Map.entry("price", List.of("9.99", "24.5", "120.0")),
            Map.entry("amount", List.of("10", "25.5", "100")),
            Map.entry("percent", List.of("50", "12.5", "80")),
            Map.entry("score", List.of("0.8", "0.5", "0.95")),
            Map.entry("confidence", List.of("0.9", "0.75", "0.6")),
            Map.entry("rating", List.of("4.5", "3", "5")),
            Map.entry("population", List.of("2100000", "3700000", "550000")),
            Map.entry("count", List.of("3", "5", "8")),
            Map.entry("id", List.of("17", "23", "42")));

    private static final List<String> SMALL = List.of("1", "2", "3", "5", "7", "10", "12", "20", "42");
    private static final List<String> SMALL_DECIMALS = List.of("1.5", "2.25", "0.5", "3.75", "10.5", "7.5");

    private Plausible() {}

    /** Texts for a property of this name. */
    static List<String> texts(String name) {
        return name.equals(Place.KEY) ? KEYS : find(NAMES, name, WORDS);
    }

    static BigDecimal number(String name, boolean whole, Picker picker) {
        List<String> values = find(NUMBERS, name, whole ? SMALL : SMALL_DECIMALS);
        return new BigDecimal(picker.of(values));
    }

    private static List<String> find(List<Map.Entry<String, List<String>>> table, String name, List<String> otherwise) {
        if (name.isEmpty() || name.length() > 64) {
            return otherwise;
        }
        String words = " " + words(name) + " ";
        for (Map.Entry<String, List<String>> entry : table) {
            if (words.contains(" " + entry.getKey() + " ") || words.contains(" " + entry.getKey() + "s ")) {
                return entry.getValue();
            }
        }
        return otherwise;
    }

    /** The words of a name: {@code homeCity_name} is "home city name". */
    private static String words(String name) {
        var words = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
                words.append(' ');
            }
            words.append(Character.isLetterOrDigit(c) ? c : ' ');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}

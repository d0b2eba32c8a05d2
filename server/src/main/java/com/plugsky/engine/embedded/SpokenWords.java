package com.plugsky.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a prompt, and whether they speak of a tool. */
final class SpokenWords {

    /** The most characters of a prompt that are looked at: its end. */
    private static final int MOST = 16_384;

    /** Words that many names begin with and that say little of what a tool is for. */
    private static final Set<String> COMMON = Set.of(
            "get",
            "set",
            "fetch",
            "find",
            "list",
            "read",
            "make",
            "run",
            "call",
            "use",
            "the",
            "and",
            "for",
            "current",
            "tool",
            "function",
            "lookup",
            "look",
            "query",
            "check",
            "show",
            "give",
            "tell",
            "api",
            "data",
            "info");

    private final String words;

    SpokenWords(String prompt) {
        this.words = plain(prompt.length() <= MOST ? prompt : prompt.substring(prompt.length() - MOST));
    }

    /** Whether the prompt has the tool's name, also with spaces in it, or all of its words that say something. */
    boolean name(String tool) {
        String name = plain(tool);
        if (words.contains(name)) {
            return true;
        }
        List<String> telling = new ArrayList<>();
        for (String word : name.strip().split(" ")) {
            if (word.length() >= 3 && !COMMON.contains(word)) {
                telling.add(word);
            }
        }
        return !telling.isEmpty() && telling.stream().allMatch(word -> words.contains(" " + word + " "));
    }

    /** Lower-case words with one space around each. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length() + 2).append(' ');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1))) {
                    plain.append(' ');
                }
                plain.append(c);
            } else if (plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        if (plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}

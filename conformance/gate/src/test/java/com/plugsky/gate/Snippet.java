package com.plugsky.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of a guide that a reader may copy, and what it prints.
 *
 * <p>In a guide it is a fenced block of {@code sh} or {@code python} with a fenced block of {@code text} behind it, in which
 * {@code ...} stands for anything. A block marked {@code setup} is none.
 *
 * @param place the heading above it
 */
record Snippet(String place, String language, String code, String printed) {
    private static final String FENCE = "```";
    private static final String ANYTHING = "...";

    /** All of a guide, in its order. */
    static List<Snippet> of(Path guide) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = Files.readAllLines(guide);
        String place = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                place = line.substring(3);
            } else if (line.startsWith(FENCE)) {
                int end = end(lines, i);
                if (!line.endsWith(" setup")) {
                    if (end + 1 == lines.size() || !lines.get(end + 1).equals(FENCE + "text")) {
                        throw new IllegalStateException(guide + ":" + (i + 1) + ": a snippet without what it prints");
                    }
                    int last = end(lines, end + 1);
                    snippets.add(new Snippet(
                            place, line.substring(FENCE.length()), text(lines, i, end), text(lines, end + 1, last)));
                    end = last;
                }
                i = end;
            }
        }
        return snippets;
    }

    /** Whether it printed what the guide shows; spaces at the ends of lines do not count. */
    boolean fits(String output) {
        String pattern = Pattern.compile(ANYTHING, Pattern.LITERAL)
                .splitAsStream(stripped(printed) + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(stripped(output) + "\0")
                .matches();
    }

    private static String stripped(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static int end(List<String> lines, int start) {
        int end = start + 1;
        while (!lines.get(end).equals(FENCE)) {
            end++;
        }
        return end;
    }

    private static String text(List<String> lines, int start, int end) {
        return String.join("\n", lines.subList(start + 1, end));
    }
}

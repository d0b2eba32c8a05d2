package com.plugsky.conformance.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes texts that match a simple pattern: a row of literals and character classes, each with a quantifier, between anchors. */
final class PatternText {
    /** One class of characters and how often it may stand. */
    private record Piece(String characters, int least, int most) {}

    private static final int MORE = 8;

    private final String pattern;
    private final List<Piece> pieces = new ArrayList<>();
    private int position;

    private PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** A text for the pattern; IllegalArgumentException if the pattern is more than this knows. */
    static String of(String pattern, RandomGenerator random) {
        String inner = pattern.replaceAll("^\\^|\\$$", "");
        PatternText parsed = new PatternText(inner);
        parsed.parse();
        StringBuilder text = new StringBuilder();
        for (Piece piece : parsed.pieces) {
            int spread = piece.most - piece.least;
            // Now and then the longest, where bounds are tested.
            int count = random.nextInt(20) == 0 ? piece.most : piece.least + random.nextInt(Math.min(spread, MORE) + 1);
            for (int i = 0; i < count; i++) {
                text.append(piece.characters.charAt(random.nextInt(piece.characters.length())));
            }
        }
        return text.toString();
    }

    private void parse() {
        while (position < pattern.length()) {
            String characters = characters();
            int[] count = quantifier();
            pieces.add(new Piece(characters, count[0], count[1]));
        }
    }

    private String characters() {
        char next = pattern.charAt(position++);
        if (next == '[') {
            int end = pattern.indexOf(']', position);
            String inside = pattern.substring(position, end);
            position = end + 1;
            return expanded(inside);
        }
        if ("(|.\\".indexOf(next) >= 0) {
            throw new IllegalArgumentException(
                    "pattern: " + pattern + " (expected: literals and classes with quantifiers)");
        }
        return String.valueOf(next);
    }

    private static String expanded(String inside) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            boolean range = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
            char last = inside.charAt(range ? i + 2 : i);
            for (char c = inside.charAt(i); c <= last; c++) {
                all.append(c);
            }
            i += range ? 2 : 0;
        }
        return all.toString();
    }

    private int[] quantifier() {
        if (position == pattern.length()) {
            return new int[] {1, 1};
        }
        switch (pattern.charAt(position)) {
            case '?' -> {
                position++;
                return new int[] {0, 1};
            }
            case '*' -> {
                position++;
                return new int[] {0, MORE};
            }
            case '+' -> {
                position++;
                return new int[] {1, MORE};
            }
            case '{' -> {
                int end = pattern.indexOf('}', position);
                String[] bounds = pattern.substring(position + 1, end).split(",", 2);
                position = end + 1;
                int least = Integer.parseInt(bounds[0]);
                return new int[] {least, bounds.length == 1 ? least : Integer.parseInt(bounds[1])};
            }
            default -> {
                return new int[] {1, 1};
            }
        }
    }
}

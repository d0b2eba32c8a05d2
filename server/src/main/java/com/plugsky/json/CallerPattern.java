package com.plugsky.json;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a caller's JSON Schema, run under a bound on its steps. */
public final class CallerPattern {

    private static final int MAX_LENGTH = 4_096;

    private final Pattern pattern;
    private final int maxSteps;

    private CallerPattern(Pattern pattern, int maxSteps) {
        this.pattern = pattern;
        this.maxSteps = maxSteps;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException it is no regular expression, or one that could run without looking at the text
     */
    public static CallerPattern compile(String source, int maxSteps) {
        if (source.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern of more than " + MAX_LENGTH + " characters");
        }
        PatternScreen.check(source);
        try {
            return new CallerPattern(Pattern.compile(javaForm(source)), maxSteps);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new IllegalArgumentException("a pattern that is no regular expression", e);
        }
    }

    /**
     * Whether the pattern matches somewhere in the text.
     *
     * @throws SchemaFault it took too many steps
     */
    public boolean find(String text) {
        try {
            return pattern.matcher(new BoundedText(text, maxSteps)).find();
        } catch (BoundedText.TooManySteps | StackOverflowError e) {
            throw new SchemaFault("a pattern that takes more than " + maxSteps + " steps", "");
        }
    }

    /** In JSON Schema {@code $} is the very end of the text; in Java also the place before a last line feed. */
    private static String javaForm(String source) {
        var out = new StringBuilder(source.length());
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                out.append(c).append(source.charAt(++i));
                continue;
            }
            if (inClass && (c == '[' || c == '&')) {
                out.append('\\'); // plain characters in JSON Schema; in Java a nested class, an intersection
            }
            inClass = c == '[' || (inClass && c != ']');
            out.append(c == '$' && !inClass ? "\\z" : String.valueOf(c));
        }
        return out.toString();
    }
}

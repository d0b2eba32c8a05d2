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
            return new CallerPattern(Pattern.compile(PatternForm.java(source)), maxSteps);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new IllegalArgumentException("a pattern that is no regular expression", e);
        }
    }

    /** The name that Java's regular expressions have for a property of characters. */
    public static String property(String name) {
        return PatternForm.property(name);
    }

    /**
     * Whether the pattern matches somewhere in the text.
     *
     * @throws SchemaFault it took too many steps
     */
    public boolean find(String text) {
        return find(text, new PatternSteps(maxSteps));
    }

    /**
     * The same, with steps that several matches share.
     *
     * @throws SchemaFault it took too many steps
     */
    public boolean find(String text, PatternSteps shared) {
        try {
            return pattern.matcher(new BoundedText(text, maxSteps, shared)).find();
        } catch (BoundedText.TooManySteps | StackOverflowError e) {
            throw new SchemaFault("a pattern that takes more than " + maxSteps + " steps", "");
        }
    }
}

package com.plugsky.json;

import java.util.Map;

/** A pattern of JSON Schema, written as Java's regular expressions mean it. */
final class PatternForm {

    /** The long names of the kinds of characters; Java knows the short ones. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("Punctuation", "P"),
            Map.entry("Symbol", "S"),
            Map.entry("Currency_Symbol", "Sc"),
            Map.entry("Math_Symbol", "Sm"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Other", "C"),
            Map.entry("Control", "Cc"),
            Map.entry("Alphabetic", "IsAlphabetic"),
            Map.entry("Lowercase", "IsLowercase"),
            Map.entry("Uppercase", "IsUppercase"),
            Map.entry("White_Space", "IsWhite_Space"));

    private final String source;
    private final StringBuilder out;
    private boolean inClass;
    private int at;

    private PatternForm(String source) {
        this.source = source;
        this.out = new StringBuilder(source.length() + 16);
    }

    /** The name that Java has for a property of characters. */
    static String property(String name) {
        return PROPERTIES.getOrDefault(name, name);
    }

    /**
     * Writes the pattern anew: {@code $} is the very end of the text (in Java also the place before a last line feed),
     * and what Java alone has a meaning for becomes plain.
     */
    static String java(String source) {
        var form = new PatternForm(source);
        while (form.at < source.length()) {
            form.next();
        }
        return form.out.toString();
    }

    private void next() {
        char c = source.charAt(at++);
        if (c == '\\' && at < source.length()) {
            escape(source.charAt(at++));
        } else if (inClass) {
            // In Java a bracket would open a class in the class, and && cut two classes.
            out.append(c == '[' || c == '&' ? "\\" : "").append(c);
            inClass = c != ']';
        } else if (c == '$') {
            out.append("\\z");
        } else if (c == '{' && !counts()) {
            out.append("\\{");
        } else {
            inClass = c == '[';
            out.append(c);
        }
    }

    private boolean counts() {
        return at < source.length() && Character.isDigit(source.charAt(at));
    }

    private void escape(char c) {
        boolean braced = at < source.length() && source.charAt(at) == '{';
        int end = braced ? source.indexOf('}', at) : -1;
        if (end > 0 && (c == 'p' || c == 'P')) {
            out.append('\\')
                    .append(c)
                    .append('{')
                    .append(property(source.substring(at + 1, end)))
                    .append('}');
            at = end + 1;
        } else if (end > 0 && c == 'u') {
            out.append("\\x").append(source, at, end + 1);
            at = end + 1;
        } else if (inClass && c == 'b') {
            out.append("\\x08");
        } else {
            out.append('\\').append(c);
        }
    }
}

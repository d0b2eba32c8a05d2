package com.plugsky.engine.upstream.relay.fault;

import java.util.List;
import java.util.regex.Pattern;

/** What of an upstream's text a caller may read: no addresses, no paths of files, no keys, no traces; and not too much of it. */
public final class Redaction {

    /** The longest text that is left. */
    public static final int MOST_CHARACTERS = 2000;

    private static final int LOOKED_AT = 4096;

    private record Cut(Pattern pattern, String instead) {}

    private static final List<Cut> CUTS = List.of(
            cut("\\b[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s\"'<>)\\]}]+", "(address)"),
            cut("(?i)\\b(?:bearer|basic)\\s{1,8}[^\\s\"',]{8,}", "(key)"),
            cut("\\b(?:sk|psk|pk|rk|gsk|xai|hf|ghp|nvapi)[-_][A-Za-z0-9_*.-]{6,}", "(key)"),
            cut("\\bAIza[0-9A-Za-z_-]{20,}", "(key)"),
            cut("\\beyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]{1,4096}){0,2}", "(key)"),
            cut("\\b[A-Za-z0-9+/=]{48,}", "(...)"),
            cut("\\b[A-Za-z0-9_]{32,}\\b", "(...)"),
            cut("\\b(?:[A-Za-z_$][\\w$]{0,99}\\.){1,12}[A-Za-z_$][\\w$]{0,99}(?:Exception|Error)\\b", "an error"),
            cut("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b", "(address)"),
            cut("\\[[0-9a-fA-F]{0,4}:[0-9a-fA-F:.%]{1,60}\\](?::\\d{1,5})?", "(address)"),
            cut("\\b(?:localhost|(?:[A-Za-z0-9_-]{1,63}\\.){1,8}[A-Za-z][A-Za-z0-9-]{0,62}):\\d{1,5}\\b", "(address)"),
            cut("\\b[A-Za-z][A-Za-z0-9_-]{0,62}:\\d{4,5}\\b", "(address)"),
            cut("\\b[A-Za-z]:\\\\[^\\s\"']+", "(path)"),
            cut("(?<![\\w/])(?:/[\\w.@+-]{1,255}){2,}/?", "(path)"));

    private static final Pattern TRACE = Pattern.compile("Traceback \\(most recent|\\n\\s{0,8}at [\\w.$]{1,200}\\(");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Redaction() {}

    private static Cut cut(String pattern, String instead) {
        return new Cut(Pattern.compile(pattern), instead);
    }

    /** The text without what is nobody's business, in one line; empty if nothing is left. */
    public static String of(String text) {
        String looked = text;
        if (text.length() > LOOKED_AT) {
            int space = text.lastIndexOf(' ', LOOKED_AT); // half a key would not be known for one
            looked = text.substring(0, space < 0 ? 0 : space);
        }
        var trace = TRACE.matcher(looked);
        if (trace.find()) {
            looked = looked.substring(0, trace.start());
        }
        for (Cut cut : CUTS) {
            looked = cut.pattern().matcher(looked).replaceAll(cut.instead());
        }
        String line = BREAKS.matcher(looked).replaceAll(" ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }
}

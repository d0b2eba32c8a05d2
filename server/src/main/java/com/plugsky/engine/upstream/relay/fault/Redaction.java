package com.plugsky.engine.upstream.relay.fault;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of an upstream's text a caller may read: no addresses, no paths of files, no keys, no traces; and not too much of it.
 * What is known to be private is cut wherever it stands, the rest by how it looks. Safe for use by many threads.
 */
public final class Redaction {

    /** One that knows nothing, and judges by looks alone. */
    public static final Redaction PLAIN = new Redaction(List::of);

    /** The longest text that is left. */
    public static final int MOST_CHARACTERS = 2000;

    private static final int LOOKED_AT = 4096;

    /**
     * A kind of text that callers do not see.
     *
     * @param instead what they see
     */
    public record Cut(Pattern pattern, String instead) {}

    private static final String INNER_ENDS =
            "internal|intranet|intra|local|localdomain|lan|corp|private|home|svc|cluster|arpa";
    private static final String OUTER_ENDS = "com|net|org|io|ai|dev|cloud|app|eu|us|uk|de|fr|nl|cn|jp|kr|ru|au|ca";

    /** Not of a path to a member, whose names have underscores, such as {@code json_schema.home}. */
    private static final String LABELS = "(?<![\\w.-])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.)";

    private static final String NAME_ENDS = ")(?![\\w-]|\\.\\w)";
    private static final String QUADS = "[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})";

    /** Cut before what is known, which would only leave holes in them. */
    private static final List<Cut> ADDRESSES =
            List.of(cut("\\b[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s\"'<>)\\]}]+", "(address)"));

    private static final List<Cut> CUTS = List.of(
            cut("(?i)\\b(?:bearer|basic)\\s{1,8}[^\\s\"',]{8,}", "(key)"),
            cut("\\b(?:sk|psk|pk|rk|gsk|xai|hf|ghp|nvapi)[-_][A-Za-z0-9_*.-]{6,}", "(key)"),
            cut(
                    "(?i)(?<=\\b(?:key|token|secret|password)[\\s:='\"]{1,4})(?=[\\w.*-]{0,200}?\\d)(?=[\\w.*-]{0,200}?[a-z])"
                            + "[\\w.*-]{16,}",
                    "(key)"),
            cut("\\b(?:org-|proj_)(?=[A-Za-z0-9]{0,64}[0-9A-Z])[A-Za-z0-9]{6,}", "(...)"),
            cut("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b", "(...)"),
            cut("\\bAIza[0-9A-Za-z_-]{20,}", "(key)"),
            cut("\\beyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]{1,4096}){0,2}", "(key)"),
            cut("\\b[A-Za-z0-9+/=]{48,}", "(...)"),
            cut("\\b[A-Za-z0-9_]{32,}\\b", "(...)"),
            cut("\\b(?:[A-Za-z_$][\\w$]{0,99}\\.){1,12}[A-Za-z_$][\\w$]{0,99}(?:Exception|Error)\\b", "an error"),
            cut("\\[(?=[0-9a-fA-F]{0,4}:[0-9a-fA-F]{0,4}:)[0-9a-fA-F:.%]{2,60}\\](?::\\d{1,5})?", "(address)"),
            cut(
                    "(?<![\\w:])(?=[a-fA-F:]{0,40}\\d)(?:" + QUADS + "{7}|(?:" + QUADS + "{0,6})?::(?:" + QUADS
                            + "{0,6})?)(?:(?:\\.\\d{1,3}){3})?(?:%\\w{1,16})?(?![\\w:])",
                    "(address)"),
            cut("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b", "(address)"),
            cut("\\b(?:localhost|(?:[A-Za-z0-9_-]{1,63}\\.){1,8}[A-Za-z][A-Za-z0-9-]{0,62}):\\d{1,5}\\b", "(address)"),
            cut(LABELS + "{1,8}(?:" + INNER_ENDS + NAME_ENDS, "(address)"),
            cut(LABELS + "{2,8}(?:" + OUTER_ENDS + NAME_ENDS, "(address)"),
            cut("\\b[A-Za-z][A-Za-z0-9_-]{0,62}:\\d{4,5}\\b", "(address)"),
            cut("\\b[A-Za-z]:\\\\[^\\s\"']+", "(path)"),
            cut("(?<![\\w/])(?:/[\\w.@+-]{1,255}){2,}/?", "(path)"));

    private static final Pattern TRACE = Pattern.compile("Traceback \\(most recent|\\n\\s{0,8}at [\\w.$]{1,200}\\(");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final Supplier<List<Cut>> known;

    /** One that knows what is private, and asks for it only if there is a text. What it is told first is cut first. */
    public Redaction(Supplier<List<Cut>> known) {
        this.known = known;
    }

    private static Cut cut(String pattern, String instead) {
        return new Cut(Pattern.compile(pattern), instead);
    }

    /** The text without what is nobody's business, in one line; empty if nothing is left. */
    public String of(String text) {
        String looked = text;
        if (text.length() > LOOKED_AT) {
            int space = text.lastIndexOf(' ', LOOKED_AT); // half a key would not be known for one
            looked = text.substring(0, space < 0 ? 0 : space);
        }
        var trace = TRACE.matcher(looked);
        if (trace.find()) {
            looked = looked.substring(0, trace.start());
        }
        looked = without(CUTS, without(known.get(), without(ADDRESSES, looked)));
        String line = BREAKS.matcher(looked).replaceAll(" ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }

    private static String without(List<Cut> cuts, String text) {
        String left = text;
        for (Cut cut : cuts) {
            left = cut.pattern().matcher(left).replaceAll(Matcher.quoteReplacement(cut.instead()));
        }
        return left;
    }
}

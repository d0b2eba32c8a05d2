package com.plugsky.engine;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other systems have noted of a trace: the header {@code tracestate}, which is handed on and never read. */
final class TraceState {

    private static final int MAX_MEMBERS = 32;

    /** Key and value; of a value the last character is no space. */
    private static final Pattern MEMBER = Pattern.compile(
            "[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]"); // neither comma nor equals sign

    private TraceState() {}

    /**
     * The state as it came; if it is longer than {@link Trace#MAX_STATE}, without the members at its end.
     *
     * @return empty if there is none, or if it is not written as the recommendation says: it says nothing then
     */
    static String of(@Nullable String text) {
        if (text == null || !valid(text)) {
            return "";
        }
        return text.length() <= Trace.MAX_STATE
                ? text
                : text.substring(0, Math.max(0, text.lastIndexOf(',', Trace.MAX_STATE)));
    }

    private static boolean valid(String text) {
        if (!text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
            return false;
        }
        int members = 0;
        for (String each : text.split(",", -1)) {
            String member = each.strip();
            if (member.isEmpty()) { // the recommendation allows it
                continue;
            }
            members++;
            if (members > MAX_MEMBERS || !MEMBER.matcher(member).matches()) {
                return false;
            }
        }
        return members > 0;
    }
}

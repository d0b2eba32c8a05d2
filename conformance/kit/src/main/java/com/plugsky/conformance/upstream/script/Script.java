package com.plugsky.conformance.upstream.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a model asks for.
 *
 * @param status of {@link Fault#STATUS}; else 200
 * @param phase when the fault strikes; null if it has no such time
 * @param number what stands at the end of the name; -1: nothing
 */
public record Script(
        String model, Fault fault, int status, @Nullable Phase phase, int number) {
    private static final Pattern STATUS = Pattern.compile("fault-status-([45][0-9]{2})(-date)?(?:-([0-9]{1,6}))?");
    private static final Pattern NAME = Pattern.compile("(fault-)?([a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*?)"
            + "(?:-at-(before-headers|before-first-token|mid-stream|before-done))?(?:-([0-9]{1,6}))?");

    /** The script of a name; null if the name is malformed. Any name that speaks of no fault has right answers. */
    public static @Nullable Script of(String model) {
        Matcher status = STATUS.matcher(model);
        if (status.matches()) {
            Fault fault = status.group(2) == null ? Fault.STATUS : Fault.STATUS_DATE;
            int number = number(status.group(3));
            boolean missing = fault.numbered() && number < 0;
            return missing ? null : new Script(model, fault, Integer.parseInt(status.group(1)), null, number);
        }
        Matcher name = NAME.matcher(model);
        Fault fault = name.matches() ? fault(name.group(1) != null, name.group(2)) : null;
        if (fault == null) {
            return model.startsWith("fault-") ? null : new Script(model, Fault.NONE, 200, null, -1);
        }
        int number = number(name.group(4));
        Phase phase = name.group(3) == null ? fault.usual() : Phase.of(name.group(3));
        boolean misplaced = name.group(3) != null && fault.usual() == null;
        boolean miscounted = number >= 0 ? fault.number().isEmpty() : fault.numbered();
        return misplaced || miscounted ? null : new Script(model, fault, 200, phase, number);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    private static @Nullable Fault fault(boolean prefixed, String word) {
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE && fault.word().equals(word) && fault.prefixed() == prefixed) {
                return fault;
            }
        }
        return null;
    }

    boolean is(Fault one) {
        return fault == one;
    }

    /** The number of the name, or this. */
    public int numberOr(int usual) {
        return number >= 0 ? number : usual;
    }
}

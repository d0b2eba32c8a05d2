package com.plugsky.conformance.cli;

import com.plugsky.conformance.report.Console;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.run.GradeRun;
import java.io.PrintStream;
import java.util.Locale;

/** How far a run is: on a terminal a line that is written over, elsewhere a line for each group; failures as they come. */
final class Progress implements GradeRun.Progress {
    private static final String CLEAR = "\r\u001B[K";

    private final Console console;
    private final PrintStream out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private String group = "";

    Progress(Console console, PrintStream out) {
        this.console = console;
        this.out = out;
    }

    @Override
    public void ended(GradeResult result, int number, int all) {
        String trouble = console.trouble(result);
        if (terminal) {
            out.print(CLEAR + trouble + (number < all ? where(result, number, all) : ""));
        } else {
            if (!result.rule().group().equals(group)) {
                out.println(where(result, number, all));
            }
            out.print(trouble);
        }
        group = result.rule().group();
        out.flush();
    }

    private static String where(GradeResult result, int number, int all) {
        return String.format(
                Locale.ROOT, "%d of %d: %s", number, all, result.rule().group());
    }
}

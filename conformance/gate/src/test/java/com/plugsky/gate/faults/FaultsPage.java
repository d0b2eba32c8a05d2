package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.script.Phase;

/** The page of all faults and their outcomes, made from the same table that the tests run. */
final class FaultsPage {
    private static final String HEAD = """
            # Upstream faults

            What a caller gets when an upstream fails: every fault at every point of an answer, streamed or not, for a model alone and for one with
            `fallbacks`. Each line is a test of `make test` (`FaultMatrixTest`), which also makes this page.

            A 502 and a 504 have `x-should-retry: false`, since the gateway has used its attempts; so has a 503 of an upstream. A 429 of an upstream
            leaves that to the client. Nothing is tried again once the first chunk has left: the stream then ends with an error event and without
            `[DONE]`, even if all of the text has come: what was cut may have been the usage. No answer shows an upstream's address or key.

            | fault | when | streamed | streamed, with a fallback | plain | plain, with a fallback |
            |---|---|---|---|---|---|
            """;

    private static final String DEPARTURES = """

            ## Callers that leave

            A caller that closes or resets its connection ends the upstream's work at every point of an answer, whether or not a byte of it has left: the
            connection to the upstream is closed, so that no tokens are made for nobody. Each line is four tests, which read the upstream's own record.

            | when | streamed | plain |
            |---|---|---|
            """;

    private static final String LET_GO = " | closed within 1 s | closed within 1 s |\n";

    private FaultsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        StringBuilder never = new StringBuilder();
        int impossible = 0;
        for (UpstreamFault fault : UpstreamFault.values()) {
            for (Phase phase : Phase.values()) {
                String why = fault.impossible(phase);
                if (why == null) {
                    row(page, fault, phase);
                } else {
                    never.append("| ").append(fault.label()).append(" | ").append(when(phase));
                    never.append(" | ").append(why).append(" |\n");
                    impossible += (int) Cell.of(fault, phase).count();
                }
            }
        }
        page.append("\nThese are ").append(Cell.all().size()).append(" cells. The other ");
        page.append(impossible).append(" cannot occur:\n\n| fault | when | why not |\n|---|---|---|\n");
        return page.append(never).append(departures()).toString();
    }

    private static String departures() {
        StringBuilder table = new StringBuilder(DEPARTURES);
        for (Phase phase : Phase.values()) {
            if (Departure.all().stream().anyMatch(each -> each.phase() == phase)) {
                table.append("| ").append(when(phase)).append(LET_GO);
            }
        }
        return table.toString();
    }

    private static void row(StringBuilder page, UpstreamFault fault, Phase phase) {
        page.append("| ")
                .append(fault.label())
                .append(" | ")
                .append(when(phase))
                .append(" |");
        Cell.of(fault, phase)
                .forEach(cell -> page.append(' ').append(cell.expected().text()).append(" |"));
        page.append('\n');
    }

    private static String when(Phase phase) {
        return switch (phase) {
            case BEFORE_HEADERS -> "before the headers";
            case BEFORE_FIRST_TOKEN -> "before the first token";
            case MID_STREAM -> "in the middle";
            case BEFORE_DONE -> "before `[DONE]`, or the last byte";
        };
    }
}

package com.plugsky.conformance.fuzz;

import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What Schemathesis sent and got, read from its report of events. */
public record FuzzReport(List<Case> cases) {
    /**
     * One request.
     *
     * @param operation for example {@code POST /v1/chat/completions}
     * @param positive whether it was made to keep the contract; otherwise it was made to break it
     * @param status of the response; 0 if there was none
     * @param failures the checks that failed
     * @param exchange what was sent and came, of a case that failed; null of others
     */
    public record Case(
            String operation,
            boolean positive,
            int status,
            List<Failure> failures,
            @Nullable Exchange exchange) {
        public boolean chat() {
            return operation.startsWith("POST ") && operation.endsWith("/chat/completions");
        }

        /** The names of the checks that failed. */
        public List<String> checks() {
            return failures.stream().map(Failure::check).toList();
        }
    }

    /** A check that failed. */
    public record Failure(String check, String message) {}

    /** Reads a report, one event a line. */
    public static FuzzReport read(Path ndjson) throws IOException {
        return new FuzzReport(EventsFile.read(ndjson));
    }

    public long count(Predicate<Case> which) {
        return cases.stream().filter(which).count();
    }

    /** The part of some cases that ended with a status, in percent. */
    public double percent(Predicate<Case> which, int status) {
        long all = count(which);
        return all == 0 ? 0 : 100.0 * count(which.and(one -> one.status() == status)) / all;
    }

    /** The cases that failed a check. */
    public List<Case> failed() {
        return cases.stream().filter(one -> !one.failures().isEmpty()).toList();
    }

    /** One line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "Schemathesis: %d cases, %d of them chat, %d failed; positive chat cases with 200: %.1f %%, negative with 400: %.1f %%",
                cases.size(),
                count(Case::chat),
                failed().size(),
                percent(one -> one.chat() && one.positive(), 200),
                percent(one -> one.chat() && !one.positive(), 400));
    }
}

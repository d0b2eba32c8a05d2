package com.plugsky.conformance.fuzz;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Evidence;
import com.plugsky.conformance.report.Finding;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.wire.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Schemathesis found, once for each check of an operation, by its smallest case. */
public final class FuzzFindings {
    private static final int MOST_TEXT = 4_000;

    /** Checks that hold every server to account: whatever comes is no fault of its own. */
    private static final Set<String> CORE = Set.of("not_a_server_error");

    private static final Set<String> STRICT = Set.of(
            "not_a_server_error", "negative_data_rejection", "response_schema_conformance", "content_type_conformance");

    private FuzzFindings() {}

    /** Those of a run against this target. */
    public static List<Finding> of(FuzzReport report, Target target) {
        Map<String, List<FuzzReport.Case>> groups = new LinkedHashMap<>();
        for (FuzzReport.Case failed : report.failed()) {
            for (String check : failed.checks()) {
                groups.computeIfAbsent(check + " " + failed.operation(), unused -> new ArrayList<>())
                        .add(failed);
            }
        }
        Evidence evidence = new Evidence(target.endpoint(), Secrets.of(target), MOST_TEXT);
        return groups.entrySet().stream()
                .map(group -> finding(group.getKey(), group.getValue(), evidence, target.profile()))
                .toList();
    }

    private static Finding finding(String name, List<FuzzReport.Case> cases, Evidence evidence, Profile profile) {
        String check = name.substring(0, name.indexOf(' '));
        FuzzReport.Case smallest = cases.stream()
                .filter(one -> one.exchange() != null)
                .min(Comparator.comparingInt(one -> size(one.exchange())))
                .orElse(cases.getFirst());
        String message = smallest.failures().stream()
                .filter(failure -> failure.check().equals(check))
                .map(FuzzReport.Failure::message)
                .findFirst()
                .orElse("");
        Exchange exchange = smallest.exchange();
        return new Finding(
                "schemathesis",
                check,
                evidence.text(name.substring(name.indexOf(' ') + 1) + ", " + cases.size() + " cases: " + message),
                exchange == null ? "" : evidence.request(exchange) + "\n\n" + evidence.answer(exchange.answer()),
                counts(check, profile),
                exchange == null ? "" : evidence.command(exchange));
    }

    private static int size(@Nullable Exchange exchange) {
        return exchange == null ? Integer.MAX_VALUE : exchange.request().body().length;
    }

    /** Whether the profile holds a server to a check. */
    static boolean counts(String check, Profile profile) {
        return switch (profile) {
            case PLUGSKY -> true;
            case STRICT -> STRICT.contains(check);
            case CORE -> CORE.contains(check);
        };
    }
}

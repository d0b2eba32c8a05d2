package com.plugsky.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Schemathesis sent and got, read from its report of events. */
record SchemathesisReport(List<Case> cases) {
    static final String CHAT = "POST /v1/chat/completions";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One request.
     *
     * @param positive whether it was made to keep the contract; otherwise it was made to break it
     * @param status of the response; 0 if there was none
     * @param failures the names of the checks that failed
     */
    record Case(String operation, boolean positive, int status, List<String> failures) {
        boolean chat() {
            return operation.equals(CHAT);
        }
    }

    /** Reads a report, one event a line. */
    static SchemathesisReport read(Path ndjson) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(ndjson)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"ScenarioFinished\"")) {
                    scenario(JSON.readTree(line).at("/ScenarioFinished/recorder"), cases);
                }
            }
        }
        return new SchemathesisReport(List.copyOf(cases));
    }

    private static void scenario(JsonNode recorder, List<Case> cases) {
        String operation = recorder.path("label").asString("");
        for (var one : recorder.path("cases").properties()) {
            String mode = one.getValue().at("/value/meta/generation/mode").asString("");
            int status = recorder.path("interactions")
                    .path(one.getKey())
                    .at("/response/status_code")
                    .asInt(0);
            List<String> failures = new ArrayList<>();
            for (JsonNode check : recorder.path("checks").path(one.getKey())) {
                if (!check.path("status").asString("").equals("success")) {
                    failures.add(check.path("name").asString(""));
                }
            }
            cases.add(new Case(operation, mode.equals("positive"), status, List.copyOf(failures)));
        }
    }

    long count(Predicate<Case> which) {
        return cases.stream().filter(which).count();
    }

    /** The part of some cases that ended with a status, in percent. */
    double percent(Predicate<Case> which, int status) {
        long all = count(which);
        return all == 0 ? 0 : 100.0 * count(which.and(one -> one.status() == status)) / all;
    }

    /** The cases that failed a check. */
    List<Case> failed() {
        return cases.stream().filter(one -> !one.failures().isEmpty()).toList();
    }

    @Override
    public String toString() {
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

package com.plugsky.conformance.fuzz;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Schemathesis sent and got, read from its report of events. */
public record FuzzReport(List<Case> cases) {
    private static final JsonMapper JSON = new JsonMapper();
    /** What stands before the path; the rest may have characters that no URI has. */
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?#]*");

    private static final String SCENARIO = "{\"ScenarioFinished\"";

    /** How many exchanges are kept for each check of an operation. */
    private static final int MOST_EXCHANGES = 20;

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
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(ndjson)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SCENARIO)) {
                    scenario(JSON.readTree(line).at("/ScenarioFinished/recorder"), cases);
                }
            }
        }
        return new FuzzReport(List.copyOf(cases));
    }

    private static void scenario(JsonNode recorder, List<Case> cases) {
        String operation = recorder.path("label").asString("");
        int kept = 0;
        for (var one : recorder.path("cases").properties()) {
            String mode = one.getValue().at("/value/meta/generation/mode").asString("");
            JsonNode interaction = recorder.path("interactions").path(one.getKey());
            int status = interaction.at("/response/status_code").asInt(0);
            List<Failure> failures = new ArrayList<>();
            for (JsonNode check : recorder.path("checks").path(one.getKey())) {
                if (!check.path("status").asString("").equals("success")) {
                    String message = check.at("/failure_info/failure/message").asString("");
                    failures.add(new Failure(check.path("name").asString(""), message));
                }
            }
            boolean keeps = !failures.isEmpty() && kept++ < MOST_EXCHANGES;
            cases.add(new Case(
                    operation,
                    mode.equals("positive"),
                    status,
                    List.copyOf(failures),
                    keeps ? exchange(interaction) : null));
        }
    }

    private static Exchange exchange(JsonNode interaction) {
        JsonNode sent = interaction.path("request");
        Request request = new Request(
                sent.path("method").asString("GET"),
                ORIGIN.matcher(sent.path("uri").asString("/")).replaceFirst(""),
                headers(sent),
                body(sent.path("body")));
        JsonNode got = interaction.path("response");
        List<Header> headers = headers(got);
        int status = got.path("status_code").asInt(0);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        JsonNode content = got.has("content") ? got.path("content") : got.path("body");
        return new Exchange(
                request,
                new Answer(
                        new Answer.Head(status, got.path("message").asString(""), headers, bytes),
                        body(content),
                        new Answer.Timing(0, 0, List.of(), 0),
                        true));
    }

    private static List<Header> headers(JsonNode message) {
        List<Header> headers = new ArrayList<>();
        for (var header : message.path("headers").properties()) {
            header.getValue().forEach(value -> headers.add(new Header(header.getKey(), value.asString(""))));
        }
        return headers;
    }

    private static byte[] body(JsonNode body) {
        return body.has("$base64")
                ? Base64.getDecoder().decode(body.path("$base64").asString(""))
                : body.asString("").getBytes(StandardCharsets.UTF_8);
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

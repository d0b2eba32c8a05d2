package com.plugsky.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.observe.metrics.DispatchMeters;
import com.plugsky.observe.metrics.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the guide speak of meters that the server really has. */
@Timeout(120)
class DashboardTest {
    private static final Path DOCS = Path.of("../docs");

    /** PromQL's own words. */
    private static final Set<String> WORDS =
            Set.of("sum", "by", "rate", "increase", "histogram_quantile", "label_values");

    private static final Pattern NO_NAMES = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\b[0-9.]+\\b");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`((?:gen_ai|plugsky|jvm|process)_[a-z_]+)`");

    @TempDir
    private Path folder;

    @Test
    void nameWhatAScrapeShows() throws Exception {
        Set<String> shown = scraped();
        assertThat(asked()).hasSizeGreaterThan(15).isSubsetOf(shown);
        assertThat(matches(IN_BACKTICKS, Files.readString(DOCS.resolve("guides/observability.md")))
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .isSubsetOf(shown);
    }

    /** The names of all series and labels, after requests of each kind. */
    private Set<String> scraped() throws Exception {
        try (var server = RunningServer.open(
                folder,
                "observe.access-log=json",
                "observe.access-log-file=" + folder.resolve("requests.log"),
                "observe.otlp-endpoint=http://127.0.0.1:9/v1/traces")) {
            for (String model : List.of("plugsky-lite\",\"stream\":true,\"user\":\"u", "mock/status-503", "nobody")) {
                server.chat(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"model\":\"" + model + "\"}", null);
            }
            Meters meters = server.bean(Meters.class);
            DispatchMeters dispatch = meters.dispatch();
            meters.beforeReading(
                    () -> { // the server itself has no such target, and would forget it
                        dispatch.attemptEnded(Passages.attempt("m", AttemptOutcome.OK));
                        dispatch.breakerMoved("m#1", BreakerState.CLOSED, BreakerState.OPEN);
                        dispatch.show(List.of(new DispatchMeters.TargetNow(
                                "m#1", "m", 1, BreakerState.OPEN, true, new DispatchMeters.Connected(1, 2))));
                    });
            String text = server.get("/metrics", null).body();
            Stream<String> series =
                    text.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]);
            return Stream.concat(series, matches(LABEL, text).map(match -> match.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> asked() throws IOException {
        JsonNode dashboard =
                new JsonMapper().readTree(Files.readString(DOCS.resolve("observability/plugsky-dashboard.json")));
        Stream<JsonNode> expressions =
                Stream.concat(dashboard.findValues("expr").stream(), dashboard.findValues("query").stream());
        return expressions
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> text.contains("("))
                .flatMap(DashboardTest::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The series and labels of an expression. */
    private static Stream<String> names(String expression) {
        return matches(NAME, NO_NAMES.matcher(expression).replaceAll(" "))
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}

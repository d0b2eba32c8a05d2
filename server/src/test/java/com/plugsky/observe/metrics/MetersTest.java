package com.plugsky.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.error.ErrorCode;
import com.plugsky.observe.Passage;
import com.plugsky.observe.Passages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final String PRO = "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"plugsky\","
            + "gen_ai_request_model=\"plugsky-pro\",gen_ai_response_model=\"plugsky-pro\"";

    private final Meters meters = new Meters(10);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void countAnAnswerUnderTheNamesOfTheConvention() throws IOException {
        meters.ended(Passages.stream("plugsky-pro"), Passages.END);
        assertThat(text(false).lines())
                .contains(
                        "gen_ai_server_request_duration_seconds_bucket{error_type=\"\"," + PRO + ",le=\"0.16\"} 0",
                        "gen_ai_server_request_duration_seconds_bucket{error_type=\"\"," + PRO + ",le=\"0.32\"} 1",
                        "gen_ai_server_request_duration_seconds_count{error_type=\"\"," + PRO + "} 1",
                        "gen_ai_server_time_to_first_token_seconds_sum{" + PRO + "} 0.1",
                        "gen_ai_server_time_per_output_token_seconds_sum{" + PRO + "} 0.1",
                        "gen_ai_client_token_usage_sum{" + PRO + ",gen_ai_token_type=\"input\"} 7.0",
                        "gen_ai_client_token_usage_sum{" + PRO + ",gen_ai_token_type=\"output\"} 3.0",
                        "gen_ai_client_token_usage_bucket{" + PRO + ",gen_ai_token_type=\"output\",le=\"4.0\"} 1");
    }

    @Test
    void countErrorsByTheirType() throws IOException {
        meters.ended(Passages.failed("plugsky-pro", ErrorCode.UPSTREAM_TIMEOUT), Passages.END);
        meters.ended(Passages.left("plugsky-pro"), Passages.END);
        meters.ended(Passages.refused(ErrorCode.INVALID_API_KEY), Passages.END);
        meters.ended(Passages.refused(ErrorCode.INVALID_API_KEY), Passages.END);
        String text = text(false);
        assertThat(text)
                .contains("error_type=\"upstream_timeout\"", "error_type=\"cancelled\"")
                .contains("plugsky_refusals_total{code=\"invalid_api_key\"} 2.0\n")
                .doesNotContain("refusals_total{code=\"upstream_timeout\"");
    }

    @Test
    void countAnAnswerMadeBeforeApart() throws IOException {
        Passage passage = Passages.stream("plugsky-pro");
        passage.repeated(Objects.requireNonNull(passage.entry()));
        meters.ended(passage, Passages.END);
        assertThat(text(false)).contains("plugsky_replays_total 1.0\n").doesNotContain("gen_ai_");
    }

    @Test
    void haveOneLabelForAllMocks() throws IOException {
        for (int status = 400; status < 600; status++) {
            meters.ended(Passages.stream("mock/status-" + status), Passages.END);
        }
        assertThat(series("gen_ai_server_request_duration_seconds_count"))
                .singleElement()
                .asString()
                .contains("gen_ai_request_model=\"mock\",gen_ai_response_model=\"mock\"")
                .endsWith(" 200");
    }

    @Test
    void haveABoundOnTheirLabels() throws IOException {
        for (int i = 0; i < 1000; i++) {
            meters.ended(Passages.stream("model-" + i), Passages.END);
            meters.dispatch().attemptEnded(Passages.attempt("model-" + i, AttemptOutcome.OK));
        }
        assertThat(series("gen_ai_server_request_duration_seconds_count"))
                .hasSize(11)
                .anySatisfy(line -> assertThat(line).contains("\"_other\"").endsWith(" 990"));
        assertThat(series("plugsky_attempts_seconds_count")).hasSize(11);
    }

    @Test
    void countWhatTheDispatcherTells() throws IOException {
        DispatchMeters dispatch = meters.dispatch();
        dispatch.attemptEnded(Passages.attempt("m", AttemptOutcome.RATE_LIMITED));
        dispatch.retries("m", "m#1", AttemptOutcome.RATE_LIMITED);
        dispatch.retryRefused("m", AttemptOutcome.RATE_LIMITED);
        dispatch.hedges("m", "m#2");
        dispatch.hedges("m", "m#2");
        dispatch.breakerMoved("m#1", BreakerState.CLOSED, BreakerState.OPEN);
        assertThat(text(false).lines())
                .contains(
                        "plugsky_attempts_seconds_sum{model=\"m\",outcome=\"rate_limited\",target=\"m#1\"} 1.0",
                        "plugsky_retries_total 1.0",
                        "plugsky_retries_refused_total 1.0",
                        "plugsky_hedges_total 2.0",
                        "plugsky_breaker_turns_total{state=\"open\",target=\"m#1\"} 1.0");
    }

    @Test
    void countWhatWasPutRightInAnswers() throws IOException {
        meters.dispatch().attemptEnded(Passages.attempt("m", AttemptOutcome.OK));
        meters.dispatch().attemptEnded(Passages.attempt("m", AttemptOutcome.OK));
        meters.dispatch().attemptEnded(Passages.attempt("m", AttemptOutcome.TIMEOUT));
        assertThat(series("plugsky_repairs_total"))
                .containsExactlyInAnyOrder(
                        "plugsky_repairs_total{repair=\"tool-index\",target=\"m#1\"} 2.0",
                        "plugsky_repairs_total{repair=\"wrong-object\",target=\"m#1\"} 2.0");
    }

    @Test
    void forgetTargetsThatAreShownNoMore() throws IOException {
        meters.dispatch().show(List.of(target("a#1", BreakerState.OPEN), target("b#1", BreakerState.CLOSED)));
        assertThat(series("plugsky_targets_in_flight")).hasSize(2);
        meters.dispatch().show(List.of(target("b#1", BreakerState.HALF_OPEN)));
        assertThat(series("plugsky_targets_in_flight"))
                .containsExactly("plugsky_targets_in_flight{model=\"m\",target=\"b#1\"} 3.0");
        assertThat(series("plugsky_targets_breaker"))
                .containsExactlyInAnyOrder(
                        "plugsky_targets_breaker{model=\"m\",state=\"closed\",target=\"b#1\"} 0.0",
                        "plugsky_targets_breaker{model=\"m\",state=\"half_open\",target=\"b#1\"} 1.0",
                        "plugsky_targets_breaker{model=\"m\",state=\"open\",target=\"b#1\"} 0.0");
    }

    @Test
    void forgetWhatWasCountedOfTargetsThatLeft() throws IOException {
        for (String model : List.of("a", "b")) {
            meters.dispatch().attemptEnded(Passages.attempt(model, AttemptOutcome.OK));
            meters.dispatch().breakerMoved(model + "#1", BreakerState.CLOSED, BreakerState.OPEN);
        }
        meters.dispatch().show(List.of(target("b#1", BreakerState.OPEN)));
        assertThat(text(false))
                .doesNotContain("a#1")
                .contains("plugsky_attempts_seconds_count{model=\"b\",outcome=\"ok\",target=\"b#1\"} 1\n")
                .contains("plugsky_repairs_total{repair=\"tool-index\",target=\"b#1\"} 1.0\n")
                .contains("plugsky_breaker_turns_total{state=\"open\",target=\"b#1\"} 1.0\n");
        meters.dispatch().attemptEnded(Passages.attempt("a", AttemptOutcome.OK));
        assertThat(series("plugsky_attempts_seconds_count"))
                .as("one that came back")
                .hasSize(2);
    }

    @Test
    void forgetModelsThatLeft() throws IOException {
        meters.ended(Passages.stream("a"), Passages.END);
        meters.ended(Passages.failed("a", ErrorCode.UPSTREAM_TIMEOUT), Passages.END);
        meters.ended(Passages.stream("b"), Passages.END);
        meters.ended(Passages.failed("b", ErrorCode.UPSTREAM_TIMEOUT), Passages.END);
        meters.ended(Passages.stream("mock/no-done"), Passages.END);
        meters.keepModels("b"::equals);
        assertThat(text(false)).doesNotContain("\"a\"").contains("gen_ai_response_model=\"mock\"");
        assertThat(series("gen_ai_server_request_duration_seconds_count")).hasSize(3);
    }

    @Test
    void haveRoomForNewLabelsWhereOldOnesLeft() throws IOException {
        for (int i = 0; i < 1000; i++) {
            String model = "model-" + i;
            meters.ended(Passages.stream(model), Passages.END);
            meters.keepModels(model::equals);
        }
        assertThat(series("gen_ai_server_request_duration_seconds_count"))
                .singleElement()
                .asString()
                .contains("\"model-999\"")
                .endsWith(" 1");
    }

    @Test
    void showConnectionsByTargetAndState() throws IOException {
        meters.dispatch().show(List.of(target("b#1", BreakerState.OPEN)));
        assertThat(series("plugsky_targets_connections"))
                .containsExactlyInAnyOrder(
                        "plugsky_targets_connections{model=\"m\",state=\"idle\",target=\"b#1\"} 2.0",
                        "plugsky_targets_connections{model=\"m\",state=\"in_use\",target=\"b#1\"} 3.0");
    }

    @Test
    void tellOfTheProcess() throws IOException {
        assertThat(text(false))
                .contains(
                        "jvm_memory_used_bytes{area=\"heap\"", "jvm_threads_live_threads ", "process_uptime_seconds ");
    }

    @Test
    void speakOpenMetricsToThoseWhoAsk() throws IOException {
        meters.dispatch().retries("m", "m#1", AttemptOutcome.UPSTREAM);
        assertThat(text(true)).contains("# TYPE plugsky_retries counter\n").endsWith("# EOF\n");
        assertThat(text(false))
                .contains("# TYPE plugsky_retries_total counter\n")
                .doesNotContain("# EOF");
    }

    private static DispatchMeters.TargetNow target(String label, BreakerState breaker) {
        return new DispatchMeters.TargetNow(label, "m", 3, breaker, true, new DispatchMeters.Connected(3, 2));
    }

    private List<String> series(String name) throws IOException {
        return text(false).lines().filter(line -> line.startsWith(name + "{")).toList();
    }

    private String text(boolean openMetrics) throws IOException {
        var out = new ByteArrayOutputStream();
        meters.write(out, openMetrics);
        return out.toString(StandardCharsets.UTF_8);
    }
}

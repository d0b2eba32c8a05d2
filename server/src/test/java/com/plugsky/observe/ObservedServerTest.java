package com.plugsky.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.observe.trace.Receiver;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the whole server tells of requests, and what it never tells. */
@Timeout(120)
class ObservedServerTest {
    private static final String CANARY = "canary-7f3a";
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    private Path folder;

    @Test
    void showsItsMetersToAdmins() throws Exception {
        try (var server = RunningServer.keyed(folder)) {
            assertThat(server.get("/metrics", null).statusCode()).isEqualTo(401);
            HttpResponse<String> refused = server.get("/metrics", server.infer());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"code\":\"insufficient_permissions\"");
            server.chat(chat("plugsky-lite", "Hi", false), server.infer());
            HttpResponse<String> shown = server.get("/metrics", server.admin());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain;"));
            assertThat(shown.body())
                    .contains("gen_ai_request_model=\"plugsky-lite\"")
                    .contains("plugsky_refusals_total{code=\"invalid_api_key\"} 1.0")
                    .contains("plugsky_refusals_total{code=\"insufficient_permissions\"} 1.0")
                    .contains("plugsky_requests_in_flight 0.0", "plugsky_streams_open 0.0", "plugsky_bodies_held 0.0");
            HttpResponse<String> open =
                    server.get("/metrics", server.admin(), "Accept", "application/openmetrics-text");
            assertThat(open.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void showsItsMetersToAllWhoReachAnOpenServer() throws Exception {
        try (var server = RunningServer.open(folder)) {
            assertThat(server.get("/metrics", null).statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics", null).body()).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void tellsEverythingButWhatIsSaid() throws Exception {
        Path file = folder.resolve("requests.log");
        try (var receiver = new Receiver(200)) {
            HttpResponse<String> answer;
            String scrape;
            try (var server = RunningServer.open(
                    folder,
                    "observe.access-log=json",
                    "observe.access-log-file=" + file,
                    "observe.otlp-endpoint=" + receiver.endpoint())) {
                answer = server.chat(
                        chat("plugsky-fusion", CANARY, true), null, "traceparent", PARENT, "x-request-id", "mine-1");
                server.chat(chat("plugsky-lite", CANARY, false), null);
                server.chat(chat(CANARY, CANARY, false), null);
                server.chat("{\"" + CANARY + "\":", null);
                server.chat(chat("plugsky-lite\",\"temperature\":\"" + CANARY, CANARY, false), null);
                server.chat(chat("mock/status-503", CANARY, false), null);
                server.get("/" + CANARY, null);
                server.get("/livez", null);
                scrape = server.get("/metrics", null).body();
            }
            assertThat(answer.body()).contains("data: [DONE]");
            assertThat(answer.headers().firstValue("x-request-id"))
                    .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize(7).noneMatch(line -> line.contains(CANARY));
            assertThat(scrape).doesNotContain(CANARY);
            Receiver.Sent spans = receiver.take();
            assertThat(spans.says(CANARY)).isFalse();
            assertThat(spans.holds("4bf92f3577b34da6a3ce929d0e0e4736")).isTrue();
            JsonNode first = new JsonMapper().readTree(lines.getFirst());
            assertThat(first.path("request_id").asString())
                    .isEqualTo(answer.headers().firstValue("x-request-id").orElseThrow());
            assertThat(first.path("client_request_id").asString()).isEqualTo("mine-1");
            assertThat(first.path("trace_id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(spans.holds(first.path("span_id").asString())).isTrue();
            assertThat(first.path("model_asked").asString()).isEqualTo("plugsky-fusion");
            assertThat(first.path("strategy").asString()).isEqualTo("balanced");
            assertThat(first.path("completion_tokens").asInt()).isPositive();
            assertThat(first.has("first_chunk_ms")).isTrue();
            assertThat(lines)
                    .anyMatch(line -> line.contains("\"error\":\"model_not_found\""))
                    .anyMatch(line -> line.contains("\"error\":\"invalid_json\""))
                    .anyMatch(line -> line.contains("\"error\":\"invalid_type\""))
                    .anyMatch(line -> line.contains("\"error\":\"unknown_url\""))
                    .anyMatch(line -> line.contains("\"status\":503"));
        }
    }

    @Test
    void tellsAnUpstreamOfTheSpanOfItsAttempt() throws Exception {
        try (var receiver = new Receiver(200);
                var upstream = new Upstream()) {
            try (var server = RunningServer.open(
                    folder,
                    "observe.otlp-endpoint=" + receiver.endpoint(),
                    "fleet.upstream=" + upstream.base(),
                    "fleet.upstream-model=theirs")) {
                server.chat(chat("theirs", "Hi", false), null, "traceparent", PARENT, "tracestate", "a=1,b=2");
            }
            assertThat(upstream.first("tracestate")).isEqualTo("a=1,b=2");
            String[] told = upstream.first("traceparent").split("-", 4);
            assertThat(told[1]).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(told[2]).isNotEqualTo("00f067aa0ba902b7");
            assertThat(told[3]).isEqualTo("01");
            Receiver.Sent spans = receiver.take();
            assertThat(spans.holds(told[2])).isTrue();
            assertThat(spans.says("server.address")).isTrue();
        }
    }

    @Test
    void tellsWhatWasPutRightInStreams() throws Exception {
        Path file = folder.resolve("requests.log");
        String scrape;
        try (var upstream = new Upstream();
                var server = RunningServer.open(
                        folder,
                        "observe.access-log=json",
                        "observe.access-log-file=" + file,
                        "fleet.upstream=" + upstream.base(),
                        "fleet.upstream-model=theirs")) {
            assertThat(server.chat(chat("theirs", "Hi", true), null).body()).endsWith("data: [DONE]\n\n");
            scrape = server.get("/metrics", null).body();
        }
        assertThat(Files.readString(file)).contains("\"repairs\":[\"missing-done\",\"wrong-object\"]");
        assertThat(scrape)
                .contains("plugsky_repairs_total{repair=\"missing-done\",target=\"theirs#1\"} 1.0")
                .contains("plugsky_repairs_total{repair=\"wrong-object\",target=\"theirs#1\"} 1.0")
                .contains("plugsky_targets_connections{model=\"theirs\",state=\"in_use\",target=\"theirs#1\"} 0.0");
    }

    private static String chat(String model, String content, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"max_tokens\":8,\"messages\":[{\"role\":\"user\",\"content\":\"" + content + "\"}]}";
    }
}

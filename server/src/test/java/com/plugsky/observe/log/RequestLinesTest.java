package com.plugsky.observe.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.core.AppenderBase;
import com.plugsky.error.ErrorCode;
import com.plugsky.observe.Passage;
import com.plugsky.observe.Passages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestLinesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00.5Z"), ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void tellOfAnAnswerInOneObject() throws IOException {
        JsonNode line = JSON.readTree(written(Passages.stream("plugsky-pro")).getFirst());
        assertThat(line)
                .isEqualTo(JSON.readTree("""
                        {"time":"2026-11-25T10:00:00.500Z","request_id":"req_1","client_request_id":"client-1",
                        "trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"%s",
                        "operation":"/v1/chat/completions","status":200,"outcome":"ok",
                        "key_id":"open","workspace":"default","duration_ms":1000.0,
                        "model_asked":"plugsky-pro","model":"plugsky-pro","rule":"a-rule","attempts":1,
                        "prompt_tokens":7,"completion_tokens":3,"reasoning_tokens":1,"first_chunk_ms":100.0,
                        "repairs":["tool-index","wrong-object"]}
                        """.formatted(line.path("span_id").asString())));
    }

    @Test
    void tellOfARefusalWhatIsKnown() throws IOException {
        JsonNode line = JSON.readTree(
                written(Passages.refused(ErrorCode.INVALID_API_KEY)).getFirst());
        assertThat(line.path("error").asString()).isEqualTo("invalid_api_key");
        assertThat(line.has("model")).isFalse();
        assertThat(line.has("key_id")).isFalse();
    }

    @Test
    void saySoInOneLineEach() throws IOException {
        assertThat(written(
                        Passages.failed("plugsky-pro", ErrorCode.UPSTREAM_ERROR),
                        Passages.left("plugsky-pro"),
                        Passages.refused(ErrorCode.INVALID_JSON)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"outcome\":\"error\",\"error\":\"upstream_error\""),
                        line -> assertThat(line).contains("\"outcome\":\"cancelled\",\"error\":\"cancelled\""),
                        line -> assertThat(line).contains("\"error\":\"invalid_json\""));
    }

    @Test
    void putAFullFileAside() throws IOException {
        Path file = folder.resolve("requests.log");
        try (var lines = new RequestLines(Destinations.file(file, 10_000), 2000, CLOCK)) {
            for (int i = 0; i < 900; i++) {
                lines.ended(Passages.stream("plugsky-pro"), Passages.END);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(Destinations.OLD_FILES + 1)
                    .allSatisfy(each -> assertThat(Files.size(each)).isBetween(1L, 20_000L));
        }
    }

    @Test
    void refuseAFileThatCannotBeWritten() {
        Path missing = folder.resolve("file");
        assertThatThrownBy(() -> {
                    Files.writeString(missing, "");
                    new RequestLines(Destinations.file(missing.resolve("x.log"), 1000), 10, CLOCK);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plugsky.observe.access-log-file: ");
    }

    @Test
    void dropAndCountWhatTheDiskDoesNotTake() {
        var disk = new ReentrantLock();
        disk.lock();
        var written = new AtomicInteger();
        RequestLines.Destination slow = (context, encoder) -> {
            var appender = new AppenderBase<byte[]>() {
                @Override
                protected void append(byte[] lines) {
                    disk.lock(); // not interrupted by the end, as a real disk is not
                    written.addAndGet((int) new String(lines, UTF_8).lines().count());
                    disk.unlock();
                }
            };
            appender.setContext(context);
            appender.start();
            return appender;
        };
        var lines = new RequestLines(slow, 100, CLOCK);
        for (int i = 0; i < 1000; i++) {
            lines.ended(Passages.stream("plugsky-pro"), Passages.END);
        }
        assertThat(lines.dropped()).isBetween(700L, 900L);
        disk.unlock();
        lines.close();
        assertThat(written.get() + lines.dropped()).isEqualTo(1000);
    }

    private List<String> written(Passage... passages) throws IOException {
        Path file = folder.resolve("requests.log");
        try (var lines = new RequestLines(Destinations.file(file, 1_000_000), 100, CLOCK)) {
            for (Passage passage : passages) {
                lines.ended(passage, Passages.END);
            }
        }
        return Files.readAllLines(file);
    }
}

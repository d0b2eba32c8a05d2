package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.contract.model.StreamOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class OddPiecesTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final MockRun mock = new MockRun();

    @ParameterizedTest
    @ValueSource(strings = {"mock/slow-drip", "mock/split-utf8"})
    void givesARightAnswerInOddPieces(String id) throws Exception {
        mock.view.setStreamOptions(new StreamOptions().includeUsage(true));
        mock.ask(id, true);

        List<String> data = mock.data();
        assertThat(data.getLast()).isEqualTo("[DONE]");
        assertThat(mock.caller.written()).doesNotContain("\ufffd");
        var text = new StringBuilder();
        for (String chunk : data.subList(0, data.size() - 1)) {
            JsonNode choices = JSON.readTree(chunk).path("choices");
            text.append(choices.path(0).path("delta").path("content").asString(""));
        }
        JsonNode last = JSON.readTree(data.get(data.size() - 2));
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/total_tokens").asInt()).isGreaterThan(10);

        mock.ask(id, false);
        JsonNode completion = JSON.readTree(mock.caller.written());
        assertThat(completion.at("/choices/0/message/content").asString()).isEqualTo(text.toString());
        assertThat(completion.path("usage")).isEqualTo(last.path("usage"));
        assertThat(mock.caller.head)
                .containsEntry(
                        "content-length",
                        String.valueOf(mock.caller.written().getBytes(StandardCharsets.UTF_8).length));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dripsAFewBytesAtATimeAndNotForLong(boolean stream) throws Exception {
        mock.ask("mock/slow-drip", stream);

        assertThat(mock.caller.writes)
                .hasSizeBetween(40, 400)
                .allSatisfy(write -> assertThat(write).hasSizeLessThanOrEqualTo(8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void breaksEveryCharacterThatCanBeBroken(boolean stream) throws Exception {
        mock.ask("mock/split-utf8", stream);

        List<byte[]> writes = mock.caller.writes;
        assertThat(writes.subList(1, writes.size()))
                .allSatisfy(write -> assertThat(write[0] & 0xc0).isEqualTo(0x80));
        long continuing =
                mock.caller.written().codePoints().filter(c -> c >= 0x80).count();
        assertThat(continuing).isGreaterThanOrEqualTo(6);
        for (byte[] write : writes) {
            for (int i = 1; i < write.length; i++) {
                assertThat(write[i] & 0xc0).isNotEqualTo(0x80);
            }
        }
    }

    @Test
    void stopsDrippingWhenTheCallerLeaves() throws Exception {
        var end = new CompletableFuture<Throwable>();
        Thread.startVirtualThread(() -> end.complete(catchThrowable(() -> mock.run("mock/slow-drip", false, LONG))));
        mock.caller.leaving.get(10, TimeUnit.SECONDS).run();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(mock.caller.writes).hasSizeLessThan(3);
    }
}

package com.plugsky.gate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.upstream.script.Phase;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.SseEvent;
import com.plugsky.gate.faults.Outcome.Broken;
import com.plugsky.gate.faults.Outcome.Refused;
import com.plugsky.gate.faults.Outcome.Whole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds what came against what has to come. */
final class Look {
    private static final int MAX_ERROR_BYTES = 8 * 1024;
    private static final String TEXT = "The harbour lies still, 東京 and the café sleeps 🙂.";

    private final Contract contract;
    private final List<String> secrets;

    /** @param secrets what no caller may see */
    Look(Contract contract, List<String> secrets) {
        this.contract = contract;
        this.secrets = List.copyOf(secrets);
    }

    void at(Cell cell, Exchange exchange) {
        Answer answer = exchange.answer();
        assertThat(whole(answer)).doesNotContain(secrets);
        switch (cell.expected()) {
            case Refused refused -> refused(refused, exchange);
            case Whole right -> right(cell, right, exchange);
            case Broken broken -> broken(cell, broken, answer);
        }
    }

    private static String whole(Answer answer) {
        return new String(answer.head().bytes(), StandardCharsets.ISO_8859_1) + answer.text();
    }

    private void refused(Refused refused, Exchange exchange) {
        Answer answer = exchange.answer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(refused.status());
        assertThat(contract.findings(exchange)).isEmpty();
        assertThat(Json.read(answer.text()).at("/error/code").asString()).isEqualTo(refused.code());
        assertThat(answer.body()).hasSizeLessThanOrEqualTo(MAX_ERROR_BYTES);
        assertThat(answer.header("x-should-retry"))
                .as("x-should-retry")
                .isEqualTo(
                        refused.shouldRetry() == null
                                ? null
                                : refused.shouldRetry().toString());
        if (refused.retryAfter() != null) {
            assertThat(answer.header("retry-after"))
                    .isEqualTo(refused.retryAfter().toString());
            assertThat(answer.header("retry-after-ms")).isEqualTo(refused.retryAfter() + "000");
        }
    }

    private void right(Cell cell, Whole right, Exchange exchange) {
        Answer answer = exchange.answer();
        String model = right.by() == null ? cell.id() : right.by();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.complete()).isTrue();
        assertThat(contract.findings(exchange)).isEmpty();
        assertThat(answer.header("x-plugsky-model")).isEqualTo(model);
        int attempts = Integer.parseInt(String.valueOf(answer.header("x-plugsky-attempts")));
        assertThat(attempts > 1).as("attempts: %d", attempts).isEqualTo(right.by() != null);
        if (cell.stream()) {
            assertThat(answer.events().getLast().done()).as("[DONE]").isTrue();
            assertThat(chunks(answer))
                    .allSatisfy(
                            chunk -> assertThat(chunk.path("model").asString()).isEqualTo(model));
            assertThat(text(answer)).isEqualTo(TEXT);
        } else {
            JsonNode completion = Json.read(answer.text());
            assertThat(completion.path("model").asString()).isEqualTo(model);
            assertThat(completion.at("/choices/0/message/content").asString()).isEqualTo(TEXT);
        }
    }

    private static void broken(Cell cell, Broken broken, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.isStream()).isTrue();
        assertThat(answer.complete()).as("the framing's end").isTrue();
        assertThat(answer.header("x-plugsky-model")).isEqualTo(cell.id());
        assertThat(answer.events().stream().anyMatch(SseEvent::done))
                .as("[DONE]")
                .isFalse();
        JsonNode last = Json.read(String.valueOf(answer.events().getLast().data()));
        assertThat(last.at("/error/code").asString("")).as("%s", last).isEqualTo(broken.code());
        assertThat(chunks(answer)).hasSize(answer.events().size() - 1);
        String text = text(answer);
        assertThat(TEXT).startsWith(text);
        assertThat(text).isNotEmpty();
        assertThat(text.equals(TEXT)).as("all of the text: %s", text).isEqualTo(cell.phase() == Phase.BEFORE_DONE);
    }

    private static List<JsonNode> chunks(Answer answer) {
        return answer.events().stream()
                .filter(event -> event.data() != null && !event.done())
                .map(event -> Json.read(String.valueOf(event.data())))
                .filter(event -> event.has("choices"))
                .toList();
    }

    private static String text(Answer answer) {
        return chunks(answer).stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
    }
}

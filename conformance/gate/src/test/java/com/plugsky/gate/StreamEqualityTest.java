package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.walk.ContractWalk;
import com.plugsky.conformance.walk.WalkCase;
import com.plugsky.conformance.walk.WalkModels;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * For valid requests of the walk, the stream says what the plain answer says: texts, reasoning, calls, logprobs, finish and
 * usage. {@code -Dplugsky.equality.cases} says how many requests.
 */
class StreamEqualityTest {
    private static final long CASES = Long.getLong("plugsky.equality.cases", 10_000);
    private static final long SEED = Long.getLong("plugsky.walk.seed", 20_261_125);
    private static final int CALLERS = 4;
    private static final long MOST_TOKENS = 300;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger texts = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void streamAndPlainAnswerSayTheSame() throws IOException, InterruptedException, ExecutionException {
        var walk = new ContractWalk(
                Contract.read(Gate.contract()),
                new WalkModels("plugsky-reasoning", "plugsky-vision", "plugsky-fusion"),
                SEED);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = LongStream.range(0, CASES)
                    .<Future<?>>mapToObj(index -> callers.submit(() -> check(walk.at(2 * index)), null))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        }
        System.out.printf(
                "StreamEquality: %d requests of seed %d, %d with text, %d with calls, %d with logprobs, %d refused alike%n",
                CASES, SEED, texts.get(), calls.get(), told.get(), refused.get());
        assertThat(texts).as("answers with text").hasValueGreaterThan((int) (CASES / 3));
        assertThat(calls).as("answers with calls").hasValueGreaterThan((int) (CASES / 100));
        assertThat(told).as("answers with logprobs").hasValueGreaterThan((int) (CASES / 100));
        assertThat(refused).as("refused for a grammar").hasValueLessThan((int) (CASES / 10));
    }

    private void check(WalkCase walked) {
        var body = (ObjectNode) walked.body().deepCopy();
        body.remove(List.of("stream", "stream_options"));
        for (String limit : List.of("max_tokens", "max_completion_tokens")) { // more than a context would be refused
            if (body.path(limit).isNumber()) {
                body.put(limit, Math.min(MOST_TOKENS, body.get(limit).asLong(MOST_TOKENS)));
            }
        }
        HttpResponse<String> plain = ask(body);
        body.put("stream", true).putObject("stream_options").put("include_usage", true);
        HttpResponse<String> stream = ask(body);
        assertThat(stream.statusCode()).as(walked.toString()).isEqualTo(plain.statusCode());
        if (plain.statusCode() != 200) {
            assertThat(stream.body()).as(walked.toString()).isEqualTo(plain.body());
            assertThat(plain.body())
                    .as(walked.toString())
                    .contains("format.type")
                    .contains("unsupported_value");
            refused.incrementAndGet();
            return;
        }
        JsonNode answer = JsonMapper.shared().readTree(plain.body());
        JsonNode folded = FoldedStream.of(stream.body());
        for (String member : List.of("choices", "usage", "model")) {
            assertThat(folded.get(member)).as("%s of %s", member, walked).isEqualTo(answer.get(member));
        }
        JsonNode first = answer.get("choices").get(0);
        texts.addAndGet(first.at("/message/content").isString() ? 1 : 0);
        calls.addAndGet(first.at("/message/content").isNull() ? 1 : 0);
        told.addAndGet(first.hasNonNull("logprobs") ? 1 : 0);
    }

    private HttpResponse<String> ask(ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(
                        RunningServer.shared().origin().resolve("/v1/chat/completions"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + RunningServer.KEYS.infer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(body.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

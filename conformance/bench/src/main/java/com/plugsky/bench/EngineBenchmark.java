package com.plugsky.bench;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.embedded.EmbeddedEngine;
import com.plugsky.engine.embedded.EngineOptions;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import com.plugsky.routing.Candidate;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The embedded engine alone: from a bound request to the bytes of its answer. Run with {@code -prof gc} for allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {

    private static final JsonLimits LIMITS = new JsonLimits(1 << 25, 64, 64, 256);
    private static final String TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\","
                    + "\"properties\":{\"city\":{\"type\":\"string\"},\"unit\":{\"enum\":[\"celsius\",\"fahrenheit\"]}},"
                    + "\"required\":[\"city\",\"unit\"],\"additionalProperties\":false}}}],\"tool_choice\":\"required\"";

    /** What is asked for. */
    public enum Kind {
        SHORT("Say hello in one short sentence.", "\"max_tokens\":16"),
        SHORT_STREAM("Say hello in one short sentence.", "\"max_tokens\":16,\"stream\":true"),
        THOUSAND_TOKENS("Write 2000 words.", "\"max_tokens\":1000"),
        THOUSAND_TOKENS_STREAM("Write 2000 words.", "\"max_tokens\":1000,\"stream\":true"),
        TOOL_CALL("What is the weather?", TOOL);

        private final String body;

        Kind(String prompt, String members) {
            this.body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]," + members
                    + "}";
        }
    }

    @Param
    public Kind kind = Kind.SHORT;

    private final StrictJson json = StrictJson.of(ChatCompletionRequest.class, LIMITS);
    private final EmbeddedEngine engine = new EmbeddedEngine(
            new TokenCounter(),
            new CallerSchemas(json, new SchemaLimits(32, 10_000, 200_000, 200_000)),
            EngineOptions.DEFAULTS);
    private final Candidate candidate = new Candidate(
            new Model(
                    "plugsky-pro",
                    Tier.PRO,
                    128_000,
                    16_384,
                    null,
                    0.7,
                    Set.of(Ability.TOOLS, Ability.JSON),
                    List.of(),
                    List.of(new Target.Embedded()),
                    false),
            new Target.Embedded());
    private ChatRequest request = read(kind.body);

    @Setup
    public void write() {
        request = read(kind.body);
    }

    private ChatRequest read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var members = new ArrayList<Member>();
        var view = (ChatCompletionRequest) Objects.requireNonNull(json.read(bytes, members), "a body");
        return new ChatRequest("req_0", bytes, view, new Members(members), Instant.EPOCH);
    }

    /** The number of bytes written. */
    @Benchmark
    public int answer() throws IOException {
        var sink = new Counting();
        engine.run(request, candidate, sink);
        return sink.bytes();
    }
}

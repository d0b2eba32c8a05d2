package com.plugsky.bench;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** From a body's bytes to the contract's generated type, with the places of its members. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReadRequest {
    private static final String MESSAGE =
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is the weather in Paris tomorrow?\"}]}";

    /** How many messages the conversation has. */
    @Param({"1", "100"})
    public int messages;

    private final StrictJson json = StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 25, 64, 64, 256));
    private byte[] body = {};

    @Setup
    public void write() {
        String all = String.join(",", Collections.nCopies(messages, MESSAGE));
        body = ("{\"model\":\"plugsky-pro\",\"temperature\":0.7,\"stop\":[\"END\"],\"messages\":[" + all + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public @Nullable Object read() {
        return json.read(body, new ArrayList<>());
    }
}

package com.plugsky.bench;

import com.plugsky.chat.Binder;
import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.upstream.edit.Outgoing;
import com.plugsky.fleet.Target;
import com.plugsky.json.StrictJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/** From a checked request to the bytes of its upstream: finding the edits and writing around them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpliceBenchmark {

    private static final String MESSAGE = "{\"role\":\"user\",\"content\":\"What is the weather in Paris tomorrow?\"},";
    private static final Target.Upstream TARGET =
            new Target.Upstream(URI.create("http://127.0.0.1:8000/v1"), "Qwen/Qwen3-32B");

    /** How long the body is, in KiB. */
    @Param({"1", "100"})
    public int kib;

    private ChatRequest request = request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    @Setup
    public void bind() {
        String last = "{\"role\":\"user\",\"content\":\"Hi\"}]}";
        var text = new StringBuilder("{\"model\":\"plugsky-pro\",\"stream\":true,\"temperature\":0.7,\"messages\":[");
        while (text.length() + MESSAGE.length() + last.length() < kib * 1024) {
            text.append(MESSAGE);
        }
        request = request(text.append(last).toString());
    }

    private static ChatRequest request(String body) {
        Settings settings = Settings.defaults();
        StrictJson json = JsonBeans.strictJson(settings.limits());
        var rules = JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract());
        return new Binder(json, rules, Clock.systemUTC()).bind("req_1", body.getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public long splice() throws IOException {
        Outgoing outgoing = Outgoing.of(request, TARGET);
        outgoing.writeTo(OutputStream.nullOutputStream());
        return outgoing.length();
    }
}

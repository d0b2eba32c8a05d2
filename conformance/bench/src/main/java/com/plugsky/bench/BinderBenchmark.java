package com.plugsky.bench;

import com.plugsky.chat.Binder;
import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.error.Refusal;
import com.plugsky.json.StrictJson;
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

/**
 * From a body's bytes to a checked request or a worded refusal.
 *
 * <p>A refused body may cost at most twice an accepted one of the same size. The fault stands at the very end, so that all
 * before it has been read in vain.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BinderBenchmark {

    private static final String MESSAGE =
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is the weather in Paris tomorrow?\"}]},";

    /** How long the body is, in KiB. */
    @Param({"1", "1024"})
    public int kib;

    /** What is wrong at the end of the body. */
    @Param({"nothing", "json", "type", "bound", "rule"})
    public String fault = "nothing";

    private final Binder binder = binder();
    private byte[] body = {};

    @Setup
    public void write() {
        String end = "{\"role\":\"user\",\"content\":\"Hi\"}],\"n\":1" + broken();
        var text =
                new StringBuilder("{\"model\":\"plugsky-pro\",\"temperature\":0.7,\"stop\":[\"END\"],\"messages\":[");
        while (text.length() + MESSAGE.length() + end.length() < kib * 1024) {
            text.append(MESSAGE);
        }
        body = text.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Binder binder() {
        Settings settings = Settings.defaults();
        StrictJson json = JsonBeans.strictJson(settings.limits());
        return new Binder(
                json,
                JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract()),
                Clock.systemUTC());
    }

    @Benchmark
    public Object bind() {
        try {
            return binder.bind("req_1", body);
        } catch (Refusal refused) {
            return refused;
        }
    }

    private String broken() {
        return switch (fault) {
            case "json" -> ",}";
            case "type" -> ",\"user\":5}";
            case "bound" -> ",\"top_p\":2}";
            case "rule" -> ",\"top_logprobs\":2}";
            default -> ",\"user\":\"u\"}";
        };
    }
}

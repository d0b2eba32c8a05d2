package com.plugsky.bench;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.relay.EventRelay;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.engine.upstream.room.AnswerRoom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One read of a running stream on its way to the caller. Its chunks have 16 tokens each; a score is divided by {@code chunks}
 * for the cost of one. Run with {@code -prof gc} for allocation, of which a clean stream has none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RelayBenchmark {

    private static final String TEXT = " the quick brown fox jumps over the lazy dog and then it sleeps for a while";
    private static final String HEAD =
            "data: {\"id\":\"chatcmpl-0123456789abcdef\",\"object\":\"chat.completion.chunk\",\"created\":1782123456,\"model\":\"";
    private static final String CHOICE = "\",\"choices\":[{\"index\":0,\"delta\":{";

    /** How many chunks a read brings. */
    @Param({"1", "8"})
    public int chunks;

    /** What the upstream calls its model: as we do, or otherwise; or it has faults that are repaired. */
    @Param({"same", "other", "faults"})
    public String upstream = "same";

    private byte[] read = {};
    private EventRelay relay =
            new EventRelay(new Relaying("ours", false, false), new Counting(), AnswerRoom.ENDLESS.share());

    @Setup(Level.Iteration)
    public void begin() throws EngineFailure, IOException {
        String head = HEAD + (upstream.equals("same") ? "ours" : "Qwen/Qwen3-32B") + CHOICE;
        String role = upstream.equals("faults") ? "\"role\":\"assistant\"," : "";
        String chunk = head + role + "\"content\":\"" + TEXT + "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";
        read = chunk.repeat(chunks).getBytes(StandardCharsets.UTF_8);
        relay = new EventRelay(new Relaying("ours", false, false), new Counting(), AnswerRoom.ENDLESS.share());
        byte[] first = (head + "\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        relay.feed(first, 0, first.length);
    }

    @Benchmark
    public void feed() throws EngineFailure, IOException {
        relay.feed(read, 0, read.length);
    }
}

package com.plugsky.bench.load;

import com.plugsky.bench.load.Call.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Our server under steady load: its live heap, threads and descriptors over the time, and how fast each grows.
 *
 * <p>DURATION in seconds (600), RATE a second (200, half of them streams), EVERY in seconds (30). Needs Linux. Exit 1: a request failed, or
 * live heap, threads or descriptors rose by more than 5 % after the first quarter of the time (2 MiB, 2 and 10 are always let pass).
 */
public final class Soak {
    private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+([0-9]+)");
    private static final int FEWEST = 8;

    /** By how much of its mean a figure may rise while the server is watched. */
    private static final double RISE = 0.05;

    private static final List<Figure> FIGURES = List.of(
            new Figure("live heap KiB", Sample::heap, 2_048),
            new Figure("threads", Sample::threads, 2),
            new Figure("descriptors", Sample::descriptors, 10));

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private record Sample(long seconds, long heap, long threads, long descriptors) {}

    /** What is watched, and by how much it may rise whatever its mean is. */
    private record Figure(String name, ToLongFunction<Sample> of, double slack) {}

    private Soak() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        System.exit(new Soak().run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Duration duration = Given.seconds("DURATION", 600);
        Duration every = Given.seconds("EVERY", 30);
        int rate = Given.number("RATE", 200);
        try (Child upstream = Child.upstream(0);
                Child server = Child.server(Fleets.one("scripted", upstream.origin()), Given.options())) {
            Thread load = Thread.ofPlatform().start(() -> load(server, rate, duration));
            List<Sample> samples = new ArrayList<>();
            System.out.println("seconds  live heap KiB  threads  descriptors");
            long begin = System.nanoTime();
            while (!load.join(every)) {
                Sample sample = sample(server.pid(), (System.nanoTime() - begin) / 1_000_000_000L);
                System.out.printf(
                        "%7d  %13d  %7d  %11d%n",
                        sample.seconds(), sample.heap(), sample.threads(), sample.descriptors());
                samples.add(sample);
            }
            System.out.printf("requests %d, failed %d (0)%n", sent.get(), failed.get());
            long rising =
                    FIGURES.stream().filter(figure -> !flat(figure, samples)).count();
            boolean kept = failed.get() == 0 && sent.get() > 0 && samples.size() >= FEWEST && rising == 0;
            System.out.println(kept ? "kept" : "missed: " + rising + " rise, " + samples.size() + " samples");
            return kept;
        }
    }

    private void load(Child server, int rate, Duration duration) {
        try {
            OpenLoop.run(rate, duration, i -> {
                Call call = Call.of(server.origin(), "model", i % 2 == 0);
                sent.incrementAndGet();
                if (call.end() != End.WHOLE) {
                    failed.incrementAndGet();
                }
            });
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sample sample(long pid, long seconds) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long heap = 0;
        while (used.find()) {
            heap += Long.parseLong(used.group(1));
        }
        Matcher threads = THREADS.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return new Sample(
                    seconds, heap, threads.find() ? Long.parseLong(threads.group(1)) : 0, descriptors.count());
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(program, String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + text);
        }
        return text;
    }

    /** Prints how a figure changed; whether it stayed flat. */
    private static boolean flat(Figure figure, List<Sample> samples) {
        Trend trend = Trend.of(samples.stream()
                .map(sample -> new Trend.Point(sample.seconds(), figure.of.applyAsLong(sample)))
                .toList());
        boolean flat = trend.flat(RISE, figure.slack);
        System.out.printf(
                "%-14s mean %10.0f, rose by %+.1f in %d s (%+.1f an hour): %s%n",
                figure.name, trend.mean(), trend.rise(), trend.seconds(), trend.perHour(), flat ? "flat" : "RISES");
        return flat;
    }
}

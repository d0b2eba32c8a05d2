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
 * <p>DURATION in seconds (600), RATE a second (200, half of them streams), EVERY in seconds (30). Needs Linux. Exit 1: a request failed.
 */
public final class Soak {
    private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+([0-9]+)");
    private static final double SECONDS_PER_HOUR = 3600;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private record Sample(long seconds, long heap, long threads, long descriptors) {}

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
            slope("live heap KiB", samples, Sample::heap);
            slope("threads", samples, Sample::threads);
            slope("descriptors", samples, Sample::descriptors);
        }
        return failed.get() == 0 && sent.get() > 0;
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

    /** By least squares, without the first quarter, in which the server still warms up. */
    private static void slope(String name, List<Sample> all, ToLongFunction<Sample> value) {
        List<Sample> samples = all.subList(all.size() / 4, all.size());
        double meanTime = samples.stream().mapToLong(Sample::seconds).average().orElse(0);
        double mean = samples.stream().mapToLong(value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Sample sample : samples) {
            double time = sample.seconds() - meanTime;
            above += time * (value.applyAsLong(sample) - mean);
            below += time * time;
        }
        double perHour = below == 0 ? 0 : above / below * SECONDS_PER_HOUR;
        System.out.printf(
                "%-14s mean %10.0f, slope %+9.1f an hour (%+.1f %%)%n",
                name, mean, perHour, mean == 0 ? 0 : 100 * perHour / mean);
    }
}

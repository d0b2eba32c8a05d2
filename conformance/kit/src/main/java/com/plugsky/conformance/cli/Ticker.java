package com.plugsky.conformance.cli;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says at once and then every ten seconds how far a long work is. */
final class Ticker implements AutoCloseable {
    private static final int SECONDS = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());

    private Ticker(PrintStream out, Supplier<String> line) {
        var unused = clock.scheduleAtFixedRate(() -> out.println(line.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** One that says so now and until it is closed. */
    static Ticker of(PrintStream out, Supplier<String> line) {
        out.println(line.get());
        return new Ticker(out, line);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

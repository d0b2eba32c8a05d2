package com.plugsky.bench.load;

import com.plugsky.bench.load.Call.End;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Our server with thousands of clients that send slowly or never read: what good clients notice of them.
 *
 * <p>SENDERS (5000) send a byte a second of a head that never ends, READERS (1000) ask for long streams and read nothing, DURATION in
 * seconds (30) for each half. Exit 1: a good request failed, their p50 was more than twice that of before, or the server grew by more than
 * 64 KiB for each of the others. Before the first half the server is warmed until it gets no faster.
 */
public final class SlowClients {
    private static final byte[] HEAD =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nx-slow: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SMALL_BUFFER = 4_096;
    private static final int BATCH = 100;
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int MOST_WINDOWS = 12;

    /** From one window to the next a warm server gets faster by no more than this. */
    private static final double FASTER = 0.95;

    private static final double SLOWER = 2;
    private static final long KIB_EACH = 64;

    private final List<Socket> senders = new ArrayList<>();
    private final List<Socket> readers = new ArrayList<>();
    private long failed;

    /** What good clients saw, in microseconds, and what the server held. */
    private record Seen(int requests, long p50, long p99, long rssKib) {}

    private SlowClients() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        System.exit(new SlowClients().run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Duration duration = Given.seconds("DURATION", 30);
        try (Child upstream = Child.upstream(0);
                Child server = Child.server(Fleets.one("scripted", upstream.origin()), Given.options())) {
            warm(server);
            Seen before = good("before", server, duration);
            URI origin = server.origin();
            open(senders, Given.number("SENDERS", 5000), origin, HEAD);
            byte[] ask = Call.chat("model", true, ",\"n\":128").bytes("a");
            open(readers, Given.number("READERS", 1000), origin, ask);
            Thread drip = Thread.ofPlatform().daemon().start(this::drip);
            Seen during = good("during", server, duration);
            drip.interrupt();
            drip.join();
            System.out.printf("slow senders: %d of %d still served%n", alive(), senders.size());
            return kept(before, during);
        } finally {
            for (Socket socket : readers) {
                socket.close();
            }
            for (Socket socket : senders) {
                socket.close();
            }
        }
    }

    private void warm(Child server) throws IOException {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < MOST_WINDOWS; i++) {
            Seen seen = good("warm up", server, WINDOW);
            if (seen.p50() >= FASTER * last) {
                return;
            }
            last = seen.p50();
        }
    }

    private boolean kept(Seen before, Seen during) {
        long most = (senders.size() + readers.size()) * KIB_EACH;
        double slower = (double) during.p50() / before.p50();
        long grown = during.rssKib() - before.rssKib();
        System.out.printf("good requests failed (0): %d%n", failed);
        System.out.printf("p50 during / before (%.0f): %.2f%n", SLOWER, slower);
        System.out.printf("server grew, MiB (%d): %d%n", most >> 10, grown >> 10);
        boolean kept = failed == 0 && slower <= SLOWER && grown <= most;
        System.out.println(kept ? "kept" : "missed");
        return kept;
    }

    private static void open(List<Socket> sockets, int count, URI origin, byte[] first) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
            socket.getOutputStream().write(first);
            sockets.add(socket);
        }
    }

    /** A byte for each slow sender, each second; those that the server has closed are passed over. */
    private void drip() {
        try {
            while (!Thread.interrupted()) {
                for (int i = 0; i < senders.size(); i++) {
                    write(senders.get(i));
                    if (i % BATCH == 0) {
                        Thread.sleep(Duration.ofSeconds(1).toMillis() * BATCH / Math.max(BATCH, senders.size()));
                    }
                }
            }
        } catch (InterruptedException over) {
            return;
        }
    }

    private static boolean write(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private long alive() {
        return senders.stream().filter(SlowClients::write).count();
    }

    /** One good client after the other. */
    private Seen good(String phase, Child server, Duration duration) throws IOException {
        List<Long> micros = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            Call call = Call.of(server.origin(), "model", i % 2 == 0);
            failed += call.end() == End.WHOLE ? 0 : 1;
            micros.add((call.ended() - call.sent()) / 1_000);
        }
        micros.sort(null);
        String status = Files.readString(Path.of("/proc/" + server.pid() + "/status"));
        long rss = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
        var seen = new Seen(micros.size(), micros.get(micros.size() / 2), micros.get(micros.size() * 99 / 100), rss);
        System.out.printf(
                "%-8s %6d good requests, p50 %6d us, p99 %7d us, RSS %d MiB%n",
                phase, seen.requests(), seen.p50(), seen.p99(), seen.rssKib() >> 10);
        return seen;
    }
}

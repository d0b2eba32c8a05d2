package com.plugsky.bench.load;

import com.plugsky.bench.load.Call.End;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Two upstreams behind our server, one of which is killed every few seconds under load.
 *
 * <p>DURATION in seconds (120), RATE a second (200, half of them streams), EVERY in seconds (5). Exit 1: a plain request failed, a stream
 * did not end, or an error event came later than a second after the kill.
 */
public final class KillUpstream {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String SCRIPT = "paced-50";
    private static final int SHOWN = 5;

    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final List<Long> kills = new CopyOnWriteArrayList<>();

    /** Where an upstream listens, whichever process it is. */
    private static final class Place {
        private volatile Child child;

        Place(Child child) {
            this.child = child;
        }
    }

    private KillUpstream() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        System.exit(new KillUpstream().run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Duration duration = Given.seconds("DURATION", 120);
        Duration every = Given.seconds("EVERY", 5);
        int rate = Given.number("RATE", 200);
        var first = new Place(Child.upstream(0));
        var second = new Place(Child.upstream(0));
        try (Child server =
                Child.server(Fleets.one(SCRIPT, first.child.origin(), second.child.origin()), Given.options())) {
            OpenLoop.run(rate, Given.seconds("WARM", 10), i -> Call.of(server.origin(), "model", i % 2 == 0));
            Thread killer = Thread.ofPlatform().daemon().start(() -> kill(List.of(first, second), every));
            OpenLoop.run(rate, duration, i -> calls.add(Call.of(server.origin(), "model", i % 2 == 0)));
            killer.interrupt();
            killer.join();
        } finally {
            first.child.close();
            second.child.close();
        }
        return report();
    }

    /** One after the other, each back before the next goes. */
    private void kill(List<Place> upstreams, Duration every) {
        try {
            for (int i = 0; ; i++) {
                Thread.sleep(every);
                Place victim = upstreams.get(i % upstreams.size());
                int port = victim.child.origin().getPort();
                kills.add(System.nanoTime());
                victim.child.kill();
                victim.child = Child.upstream(port);
            }
        } catch (InterruptedException over) {
            return;
        } catch (IOException failure) {
            System.err.println("an upstream did not come back: " + failure.getMessage());
        }
    }

    private boolean report() {
        List<Call> bad = new ArrayList<>(calls);
        bad.removeIf(call -> call.end() == End.WHOLE || call.end() == End.ERROR_EVENT);
        List<Long> waits = calls.stream()
                .filter(call -> call.end() == End.ERROR_EVENT)
                .map(this::sinceKill)
                .sorted()
                .toList();
        long worst = waits.isEmpty() ? 0 : waits.getLast();
        long median = waits.isEmpty() ? 0 : waits.get(waits.size() / 2);
        System.out.printf("kills                              %8d%n", kills.size());
        System.out.printf("plain requests                     %8d%n", count(false, null));
        System.out.printf("  failed (0)                       %8d%n", count(false, End.FAILED));
        System.out.printf("streams                            %8d%n", count(true, null));
        System.out.printf("  cut, with an error event         %8d%n", waits.size());
        System.out.printf(
                "  from the kill to the event       %8d ms median, %d ms at most (%d)%n",
                median, worst, SOON.toMillis());
        System.out.printf("  failed before they began (0)     %8d%n", count(true, End.FAILED));
        System.out.printf("  without an end (0)               %8d%n", count(true, End.OPEN));
        bad.stream().limit(SHOWN).forEach(call -> System.out.println("  " + call.end() + ": " + call.note()));
        return bad.isEmpty() && worst <= SOON.toMillis() && !kills.isEmpty() && !calls.isEmpty();
    }

    private long count(boolean stream, @Nullable End end) {
        return calls.stream()
                .filter(call -> call.stream() == stream && (end == null || call.end() == end))
                .count();
    }

    /** Milliseconds since the last kill before a call's end. */
    private long sinceKill(Call call) {
        long kill = kills.stream()
                .filter(time -> time <= call.ended())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return (call.ended() - kill) / 1_000_000;
    }
}

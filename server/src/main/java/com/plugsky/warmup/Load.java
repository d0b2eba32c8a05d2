package com.plugsky.warmup;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callers of the warm-up: each asks when it has its answer, and none asks while callers from outside are being answered.
 *
 * <p>Ends when it is closed, when the server is about to stop, or with the first answer that does not come.
 */
final class Load implements AutoCloseable {
    /** Few enough to leave a core to those who come from outside. */
    private static final int CALLERS = 2;

    private static final long GIVE_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final int port;
    private final List<Ask> asks;
    private final Door door;
    private final LongAdder answered = new LongAdder();
    private final LongAdder givenWay = new LongAdder();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(CALLERS);

    /** Begins at once, to a server on loopback. */
    Load(int port, List<Ask> asks, Door door) {
        this.port = port;
        this.asks = asks;
        this.door = door;
        for (int i = 0; i < CALLERS; i++) {
            int first = i * asks.size() / CALLERS;
            Thread.ofVirtual().name("warm-up-caller-" + i).start(() -> call(first));
        }
    }

    /** How many answers there were. */
    long answered() {
        return answered.sum();
    }

    /** How often a caller from outside was given way. */
    long givenWay() {
        return givenWay.sum();
    }

    /** Lets time pass; less if the load ends. Returns whether it goes on. */
    boolean goesOn(long nanos) throws InterruptedException {
        return !over.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void call(int first) {
        try (var line = new Line(port)) {
            for (int next = first; mayAsk(line); next++) {
                line.ask(asks.get(next % asks.size()).question());
                answered.increment();
            }
        } catch (IOException e) {
            LOG.warn("The warm-up ends: a caller of it got no answer ({})", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
            gone.countDown();
        }
    }

    /** Waits while others are being answered; the line would be closed at its other end meanwhile. */
    private boolean mayAsk(Line line) throws IOException, InterruptedException {
        boolean on = over.getCount() > 0 && !door.ending();
        while (on && door.inside() > 0) {
            line.close();
            givenWay.increment();
            on = goesOn(GIVE_WAY_NANOS) && !door.ending();
        }
        return on;
    }

    /** Ends it, and waits until the answers that are under way have come. */
    @Override
    public void close() {
        over.countDown();
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

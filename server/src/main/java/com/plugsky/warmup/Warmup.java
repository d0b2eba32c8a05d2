package com.plugsky.warmup;

import com.plugsky.config.SecludedServer;
import com.plugsky.config.WarmupSettings;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The warm-up of the server, if it is switched on: from the moment when the port is open until answers cost the same again and again,
 * or the time for it is over. Whatever goes wrong with it, the server is ready in the end.
 */
public final class Warmup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);

    private final Door door;
    private final WarmupSettings settings;
    private volatile @Nullable Thread thread;

    /** Says at once that the server is not ready, if it is to be warmed. */
    public Warmup(Door door, WarmupSettings settings) {
        this.door = door;
        this.settings = settings;
        door.warming(settings.enabled());
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("warm-up").start(this::warm);
    }

    /** Only tells it to end: what it does is of no use to anybody now. */
    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts last, when the port is open. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void warm() {
        long begin = System.nanoTime();
        try (var upstream = new CannedUpstream();
                var server = SecludedServer.before(upstream.base(), Asks.MODEL);
                var load = new Load(server.port(), Asks.to(server.port(), server.key()), door)) {
            var reached = new Measure(load, settings.window())
                    .until(begin + settings.most().toNanos());
            LOG.info("After {}: {}", seconds(begin), reached);
        } catch (InterruptedException e) {
            LOG.info("After {}: stopped while it warmed up", seconds(begin));
        } catch (IOException | RuntimeException e) {
            if (!door.ending()) {
                LOG.warn("Not warm: the warm-up broke off", e);
            }
        } finally {
            door.warming(false);
        }
    }

    private static String seconds(long sinceNanos) {
        long millis = Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis();
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}

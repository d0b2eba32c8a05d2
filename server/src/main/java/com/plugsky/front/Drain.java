package com.plugsky.front;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The end of the server's life, before Tomcat's: readiness goes first, then the port takes no new connections, then
 * running answers get their time.
 */
final class Drain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Admission admission;
    private final Supplier<@Nullable Connector> port;
    private final Duration notice;
    private final Duration grace;
    private final Sleeper sleeper;
    private volatile boolean running;

    /**
     * Takes what is to be drained.
     *
     * @param notice how long the port still takes connections after readiness has gone
     * @param grace how long running answers may go on after that
     */
    Drain(Admission admission, Supplier<@Nullable Connector> port, Duration notice, Duration grace, Sleeper sleeper) {
        this.admission = admission;
        this.port = port;
        this.notice = notice;
        this.grace = grace;
        this.sleeper = sleeper;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        admission.unready();
        try {
            sleeper.sleep(notice);
            Connector connector = port.get();
            if (connector != null) {
                connector.getProtocolHandler().closeServerSocketGraceful();
            }
            int cut = admission.stop(grace);
            if (cut > 0) {
                LOG.warn("Stopping although {} requests are still being answered", cut);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before all else, the web server included. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

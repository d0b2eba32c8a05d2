package com.plugsky.front;

import com.plugsky.config.ServerSettings;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.coyote.ProtocolHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The end of the server's life, before Tomcat's: readiness goes first, then the port takes no new connections, then
 * running answers get their time, and those that are not complete even then are told so.
 */
final class Drain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** How long answers that are complete, or were cut, may take to leave. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final Admission admission;
    private final ClientWatch watch;
    private final Supplier<@Nullable ProtocolHandler> port;
    private final Duration notice;
    private final Duration grace;
    private final Sleeper sleeper;
    private volatile boolean running;

    Drain(
            Admission admission,
            ClientWatch watch,
            Supplier<@Nullable ProtocolHandler> port,
            ServerSettings settings,
            Sleeper sleeper) {
        this.admission = admission;
        this.watch = watch;
        this.port = port;
        this.notice = settings.stopNotice();
        this.grace = settings.gracePeriod();
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
            admission.refuse(); // before the port closes: whoever finds it closed finds that nothing more is let in
            ProtocolHandler protocol = port.get();
            if (protocol != null) {
                protocol.closeServerSocketGraceful();
            }
            int late = admission.await(grace);
            if (late > 0) {
                LOG.warn("Cutting {} answers that are not complete after {} s", late, grace.toSeconds());
                watch.cut(ApiError.of(ErrorCode.SERVER_IS_STOPPING, "The server stops before the answer ends", null));
            }
            awaitLastBytes(protocol);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tomcat would close connections whose answers are complete but not written to the end. */
    private void awaitLastBytes(@Nullable ProtocolHandler protocol) throws InterruptedException {
        for (Duration left = LAST_BYTES;
                protocol instanceof GoneProtocol ours && ours.busy() > 0 && left.isPositive();
                left = left.minus(LOOK)) {
            sleeper.sleep(LOOK);
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

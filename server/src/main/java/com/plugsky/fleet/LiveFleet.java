package com.plugsky.fleet;

import com.plugsky.fleet.discovery.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fleet in force, and what is behind it: a file, or a server that is asked for its models.
 *
 * <p>{@link #look} is called again and again; a reload replaces the fleet as a whole, and what cannot be used leaves the one
 * in force and is reported once. Safe for use by many threads.
 */
public final class LiveFleet {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

    /** How long a model that is not there is taken not to be there. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final @Nullable FleetSource source;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Fleet fleet;
    private volatile long lookedAt;

    private LiveFleet(@Nullable FleetSource source, Fleet fleet, LongSupplier nanoTime) {
        this.source = source;
        this.fleet = fleet;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /**
     * The fleet of a file, or the default fleet.
     *
     * @throws FleetFault the file is not usable: the server must not start
     */
    public static LiveFleet of(@Nullable Path file) throws FleetFault {
        return file == null ? fixed(FleetFile.defaultFleet()) : ofFile(file, UnaryOperator.identity());
    }

    /**
     * The fleet of a file.
     *
     * @param addition what is served beside the file's models
     * @throws FleetFault the file is not usable: the server must not start
     */
    public static LiveFleet ofFile(Path file, UnaryOperator<Fleet> addition) throws FleetFault {
        byte[] content = FleetFile.bytes(file);
        Fleet first = addition.apply(FleetFile.parse(FleetFile.name(file), content, 1));
        return new LiveFleet(new FileSource(file, addition, content), first, System::nanoTime);
    }

    /**
     * The models that a server tells of; none as long as it does not answer.
     *
     * @param upstream the server, whatever its model
     * @param addition what is served beside them
     */
    public static LiveFleet discovered(
            Target.Upstream upstream, Discovery discovery, UnaryOperator<Fleet> addition, LongSupplier nanoTime) {
        Fleet none = addition.apply(new Fleet(0, List.of(), List.of()));
        var fleet = new LiveFleet(new DiscoverySource(upstream, discovery, addition), none, nanoTime);
        fleet.look();
        return fleet;
    }

    /** A fleet that never changes. */
    public static LiveFleet fixed(Fleet fleet) {
        return new LiveFleet(null, fleet, System::nanoTime);
    }

    public Fleet current() {
        return fleet;
    }

    /**
     * The fleet in force for one who asks for a model: if it is not there, and the last look is some seconds old, it is
     * looked for first.
     */
    public Fleet currentFor(String model) {
        Fleet now = fleet;
        boolean missing = ModelReader.isReserved(model) ? now.models().isEmpty() : now.model(model) == null;
        if (missing && source != null && source.asksOnDemand() && due()) {
            look(true);
        }
        return fleet;
    }

    /** Looks whether something changed, and takes it if it is usable. */
    public void look() {
        look(false);
    }

    private boolean due() {
        return nanoTime.getAsLong() - lookedAt >= PAUSE_NANOS;
    }

    /** @param onDemand whether the look of another, for which this one waited, will do */
    private void look(boolean onDemand) {
        if (source == null) {
            return;
        }
        looking.lock();
        try {
            if (onDemand && !due()) {
                return;
            }
            Fleet next = source.next(fleet);
            if (next != null) {
                fleet = next;
                LOG.info(
                        "fleet: version {} with {} models is in force",
                        next.version(),
                        next.models().size());
            }
        } catch (FleetFault fault) {
            fault.faults().forEach(line -> LOG.warn("fleet: version {} stays in force; {}", fleet.version(), line));
        } finally {
            lookedAt = nanoTime.getAsLong();
            looking.unlock();
        }
    }
}

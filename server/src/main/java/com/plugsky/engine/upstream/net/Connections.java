package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Timeouts;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All connections to upstreams, in use and idle. What belongs to a target or an endpoint that nobody asks any more is forgotten
 * by itself, so a reload of the fleet need not be told.
 *
 * <p>Safe for use by many threads.
 */
public final class Connections implements AutoCloseable {

    private static final long UNUSED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final long idleAgeNanos;
    private final int maxIdle;
    private final LongSupplier clock;
    private final AtomicInteger idle = new AtomicInteger();
    private final Map<Target.Upstream, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Endpoint, Pool> pools = new ConcurrentHashMap<>();
    private final Connector connector = new Connector(new Resolver(InetAddress::getAllByName));
    private final Watch watch;

    /**
     * No connections yet.
     *
     * @param idleAge how long an idle one is kept, less than upstreams commonly keep theirs
     * @param maxIdle how many idle ones are kept in all
     */
    public Connections(Duration idleAge, int maxIdle) {
        this(idleAge, maxIdle, System::nanoTime);
    }

    Connections(Duration idleAge, int maxIdle, LongSupplier clock) {
        this.idleAgeNanos = idleAge.toNanos();
        this.maxIdle = maxIdle;
        this.clock = clock;
        watch = new Watch(clock, this::sweep);
    }

    /**
     * Begins a call; nothing is opened yet.
     *
     * @throws EngineFailure the target has as many calls in flight as it may have
     */
    public Exchange exchange(Target.Upstream target) throws EngineFailure {
        long now = clock.getAsLong();
        Lane lane = lanes.get(target);
        if (lane == null) {
            lane = lanes.computeIfAbsent(target, key -> new Lane(key, pool(Endpoint.of(key), now), now));
        }
        if (!lane.enter(now)) {
            throw Faults.capacity();
        }
        return new Exchange(this, lane, begin(target.timeouts()));
    }

    private Pool pool(Endpoint endpoint, long now) {
        return pools.computeIfAbsent(endpoint, key -> new Pool(key, idle, now));
    }

    /** Begins to look at a call's clock. */
    Lifeline begin(Timeouts times) {
        var call = new Lifeline(times, clock);
        watch.add(call);
        return call;
    }

    /** Ends that. */
    void end(Lifeline call) {
        watch.remove(call);
    }

    Connector connector() {
        return connector;
    }

    /** An idle connection of the lane; null: there is none. */
    @Nullable
    HttpConnection idle(Lane lane) {
        return lane.pool().take(clock.getAsLong());
    }

    /** Keeps a connection for the next call, or closes it. */
    void keep(Lane lane, HttpConnection connection) {
        long now = clock.getAsLong();
        long until = now + Math.min(idleAgeNanos, connection.keepAliveNanos());
        if (!lane.pool().put(connection, now, until, maxIdle)) {
            Sockets.close(connection.base());
        }
    }

    /**
     * The connections of one target at one moment.
     *
     * @param inUse those of calls in flight, one that is being opened included
     * @param idle those that its next call may use; targets at one endpoint share them
     */
    public record Load(int inUse, int idle) {
        private static final Load NONE = new Load(0, 0);
    }

    public Load load(Target.Upstream target) {
        Lane lane = lanes.get(target);
        return lane == null ? Load.NONE : new Load(lane.inFlight(), lane.pool().size());
    }

    /** How many connections are idle. */
    int idleNow() {
        return idle.get();
    }

    /** One look at everything, as the watch takes it. */
    void round() {
        watch.round();
    }

    private void sweep(long now) {
        lanes.values().removeIf(lane -> lane.unused(now, UNUSED_NANOS));
        pools.values().removeIf(pool -> pool.sweep(now, UNUSED_NANOS));
    }

    /** Closes what is idle; calls in flight go on, and keep nothing. */
    @Override
    public void close() {
        watch.close();
        pools.values().forEach(Pool::close);
    }
}

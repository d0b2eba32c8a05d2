package com.plugsky.gate;

import static java.util.Map.entry;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server that each rule runs against: the shared one, but for what another start of the server has to show. One thread. */
final class Homes implements AutoCloseable {
    private enum Home {
        SHARED,
        /** Without keys, and with short silences. */
        OPEN,
        /** With keys and workspaces that have strategies. */
        ROUTED,
        /** With upstreams that fail on purpose. */
        FAULTY
    }

    private static final Map<String, Home> ELSEWHERE = Map.ofEntries(
            entry("AUT-08", Home.OPEN),
            entry("STR-15", Home.OPEN),
            entry("STR-19", Home.OPEN),
            entry("FUS-05", Home.ROUTED),
            entry("STR-18", Home.FAULTY),
            entry("ERR-10", Home.FAULTY),
            entry("ERR-11", Home.FAULTY),
            entry("HDR-04", Home.FAULTY),
            entry("FUS-10", Home.FAULTY),
            entry("FUS-11", Home.FAULTY));

    /** All of its rules are on gateways. */
    private static final String GATEWAYS = "GWY";

    /** Its breakers stay closed: what a rule sees must not depend on how often an upstream failed for others. */
    private static final String[] PATIENT = {
        "--set=dispatch.breaker-calls=10000", "--set=dispatch.breaker-minimum=10000"
    };

    private final Map<Home, RunningServer> started = new EnumMap<>(Home.class);
    private @Nullable ScriptedUpstream upstream;

    Target of(Rule rule) {
        Home home = rule.group().equals(GATEWAYS) ? Home.FAULTY : ELSEWHERE.getOrDefault(rule.id(), Home.SHARED);
        return switch (home) {
            case SHARED -> RunningServer.shared().target();
            case OPEN -> open(started.computeIfAbsent(home, unused -> RunningServer.startOpen()));
            case ROUTED -> routed(started.computeIfAbsent(home, unused -> RunningServer.startRouted()));
            case FAULTY -> faulty(started.computeIfAbsent(home, unused -> startFaulty()));
        };
    }

    private static Target open(RunningServer server) {
        Target keyed = server.target();
        return Target.of(keyed.baseUrl(), keyed.profile(), Target.Keys.of(null), keyed.models())
                .keepingAlive(RunningServer.SILENCE);
    }

    private static Target routed(RunningServer server) {
        var models = new Target.Models("small", null, null, "plugsky-fusion");
        return Target.of(server.baseUrl(), Profile.PLUGSKY, Fixtures.ROUTED_KEYS, models);
    }

    private RunningServer startFaulty() {
        try {
            ScriptedUpstream started = ScriptedUpstream.start();
            upstream = started;
            return RunningServer.startFleet(Fixtures.faultyFleet(started.url()), Map.of(), PATIENT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Target faulty(RunningServer server) {
        var behind = new Target.Upstream(upstream);
        var models = new Target.Models("scripted", null, null, "plugsky-fusion", behind);
        return Target.of(server.baseUrl(), Profile.PLUGSKY, RunningServer.KEYS, models);
    }

    @Override
    public void close() throws IOException {
        started.values().forEach(RunningServer::close);
        if (upstream != null) {
            upstream.close();
        }
    }
}

package com.plugsky.gate;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import java.util.EnumMap;
import java.util.Map;

/** The server that each rule runs against: the shared one, but for what another start of the server has to show. One thread. */
final class Homes implements AutoCloseable {
    private enum Home {
        SHARED,
        /** Without keys, and with short silences. */
        OPEN,
        /** With keys and workspaces that have strategies. */
        ROUTED
    }

    private static final Map<String, Home> ELSEWHERE =
            Map.of("AUT-08", Home.OPEN, "STR-15", Home.OPEN, "STR-19", Home.OPEN, "FUS-05", Home.ROUTED);

    private final Map<Home, RunningServer> started = new EnumMap<>(Home.class);

    Target of(Rule rule) {
        Home home = ELSEWHERE.getOrDefault(rule.id(), Home.SHARED);
        return switch (home) {
            case SHARED -> RunningServer.shared().target();
            case OPEN -> open(started.computeIfAbsent(home, unused -> RunningServer.startOpen()));
            case ROUTED -> routed(started.computeIfAbsent(home, unused -> RunningServer.startRouted()));
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

    @Override
    public void close() {
        started.values().forEach(RunningServer::close);
    }
}

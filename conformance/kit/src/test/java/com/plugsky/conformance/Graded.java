package com.plugsky.conformance;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Rules of the catalogue, run against servers of tests. */
public final class Graded {
    private static final Contract CONTRACT = Contract.bundled();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Graded() {}

    /** A target with one key and one model, which is also the vision model and the one that routes. */
    public static Target target(ScriptedServer server, Profile profile) {
        var models = new Target.Models("m", null, "m", "plugsky-fusion");
        return Target.of(server.baseUrl(), profile, Target.Keys.of("k"), models).within(PATIENCE);
    }

    /** The same below a path of which the contract says nothing, so that bodies may be short. */
    public static Target beyondContract(ScriptedServer server) {
        Target target = target(server, Profile.PLUGSKY);
        URI elsewhere = URI.create(server.baseUrl().toString().replace("/v1", "/api"));
        return Target.of(elsewhere, target.profile(), target.keys(), target.models())
                .within(PATIENCE);
    }

    /** Runs a rule against a server that answers every request with what the function makes of it. */
    public static Verdict rule(String id, Profile profile, Function<String, String> server) throws IOException {
        try (ScriptedServer scripted = ScriptedServer.keeping(server)) {
            return rule(id, target(scripted, profile));
        }
    }

    public static Verdict rule(String id, Target target) {
        return Rules.all().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow()
                .verdict(target, CONTRACT);
    }
}

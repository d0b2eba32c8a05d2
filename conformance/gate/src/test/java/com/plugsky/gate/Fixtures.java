package com.plugsky.gate;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.upstream.AskedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The keys and fleets that servers of the gate are started with; tests are the only place where they stand. */
final class Fixtures {
    /** The keys that a keyed server knows. */
    static final Target.Keys KEYS = new Target.Keys(key("infer"), key("read"), key("admin"), key("capped"), null);

    /** Those of a server with {@link #routedFleet}. */
    static final Target.Keys ROUTED_KEYS =
            new Target.Keys(key("infer"), null, null, null, new Target.Routed(key("routed-own"), key("routed-plain")));

    private Fixtures() {}

    /** A workspace with a strategy, and models to choose from. */
    static String routedFleet() {
        try {
            return Files.readString(Gate.folder().resolve("fleet.yaml"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Models that a scripted upstream answers for, wrongly but for the last and dearest one. */
    static String faultyFleet(URI upstream) {
        StringBuilder fleet = new StringBuilder("version: 1\nmodels:\n");
        for (String wrong : AskedModels.WRONG) {
            fleet.append(upstreamModel(wrong, "{input: 0.1, output: 0.4}, strength: 0.2", upstream));
        }
        for (String right : AskedModels.RIGHT) {
            fleet.append(upstreamModel(right, "{input: 4, output: 16}, strength: 0.9", upstream));
        }
        return fleet.append(upstreamModel(AskedModels.PATIENT, "{input: 0.1, output: 0.4}, strength: 0.2", upstream))
                .toString();
    }

    private static String upstreamModel(String id, String price, URI upstream) {
        String patience = id.equals(AskedModels.PATIENT) ? "60s" : "1s";
        return "  - {id: " + id + ", price: " + price + ", targets: [{url: \"" + upstream
                + "\", timeouts: {first-chunk: " + patience + "}, health: off}]}\n";
    }

    /** The file of all keys above, as the server reads it. */
    static String keyFile() {
        return "version: 1\nkeys:\n"
                + entry("infer", "role: infer, workspace: default")
                + entry("read", "role: read, workspace: default")
                + entry("admin", "role: admin, workspace: default")
                + entry("capped", "role: infer, workspace: default, tier-cap: free")
                + entry("routed-own", "role: infer, workspace: thrifty, strategy: max_quality")
                + entry("routed-plain", "role: infer, workspace: thrifty");
    }

    private static String key(String name) {
        return "sk-live-gate-" + name + "-0123456789abcdef";
    }

    private static String entry(String name, String grant) {
        return "  - {id: key_gate_" + name.replace('-', '_') + ", sha256: '" + sha256(key(name)) + "', " + grant
                + ", created: '2026-01-01T00:00:00Z'}\n";
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package com.plugsky.gate;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The servers that give the contract's examples: the shared one, and those of other options, each started when it is first asked for. */
final class ExampleServers implements AutoCloseable {
    private static final String STALL = """
            {"model": "mock/stall", "messages": [{"role": "user", "content": "Hi"}], "stream": true}""";

    private final Map<String, Target> targets = new HashMap<>();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** A server by the name that the contract's grammar of examples has for it; the shared one has none. */
    Target named(String name) {
        return targets.computeIfAbsent(name, this::start);
    }

    private Target start(String name) {
        return switch (name) {
            case "" -> RunningServer.shared().target();
            case "open" -> own(RunningServer.startOpen());
            case "strict" -> own(RunningServer.start("--set", "contract.unknown-fields=reject"));
            case "busy" ->
                full(own(RunningServer.start("--set", "limits.in-flight=1", "--set", "stream.keep-alive=100ms")));
            default -> throw new IllegalArgumentException("server: " + name + " (expected: open, strict or busy)");
        };
    }

    private Target own(RunningServer server) {
        started.push(server);
        return server.target();
    }

    /** The target, once a request that never ends is inside: its first keep-alive tells so. */
    private Target full(Target target) {
        Request stall = Request.json("/v1/chat/completions", STALL.getBytes(StandardCharsets.UTF_8));
        Deadline deadline = Deadline.in(target.patience());
        try {
            Wire wire = Wire.open(target.endpoint(), deadline);
            started.push(wire);
            wire.send(Example.authorized(stall, target.keys().infer()));
            wire.receive("POST", deadline, body -> body.length > 0);
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}

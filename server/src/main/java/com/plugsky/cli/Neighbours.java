package com.plugsky.cli;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.net.Probe;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.discovery.ModelList;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inference servers on this machine, at the ports where they usually are: named with the flag that puts them behind
 * this server, and never used unasked.
 */
final class Neighbours {

    private static final Duration DEADLINE = Duration.ofMillis(500);

    private static final Map<String, Integer> USUAL_PORTS = usualPorts();

    private final UpstreamProbe probe;
    private final int ownPort;
    private final Map<String, Integer> ports;

    Neighbours(UpstreamProbe probe, int ownPort) {
        this(probe, ownPort, USUAL_PORTS);
    }

    Neighbours(UpstreamProbe probe, int ownPort, Map<String, Integer> ports) {
        this.probe = probe;
        this.ownPort = ownPort;
        this.ports = ports;
    }

    private static Map<String, Integer> usualPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("Ollama", 11_434);
        ports.put("vLLM", 8_000);
        ports.put("llama-server", 8_080);
        ports.put("LM Studio", 1_234);
        return ports;
    }

    /** A line for each server that answers. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        ports.forEach((name, port) -> {
            String url = "http://127.0.0.1:" + port + "/v1";
            int models = port == ownPort ? 0 : models(url);
            if (models > 0) {
                lines.add("  found " + url + ", where " + name + " usually is, with " + models
                        + (models == 1 ? " model" : " models") + "; --upstream " + url + " puts it behind this server");
            }
        });
        return lines;
    }

    private int models(String url) {
        try {
            Probe answer = probe.get(new Target.Upstream(URI.create(url), "any"), "/models", DEADLINE);
            return answer.status() == 200 ? ModelList.read(answer.body()).size() : 0;
        } catch (EngineFailure | IOException e) {
            return 0;
        }
    }
}

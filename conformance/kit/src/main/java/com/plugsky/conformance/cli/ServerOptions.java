package com.plugsky.conformance.cli;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.upstream.Options;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which server is meant and what it offers. */
final class ServerOptions {
    private static final int PORTS = 65_535;

    @Option(names = "--base-url", description = "For example http://127.0.0.1:8080/v1.")
    private @Nullable URI baseUrl;

    @Mixin
    private AskOptions ask = new AskOptions();

    @Option(
            names = "--keep-alive",
            paramLabel = "MS",
            description = "After how many milliseconds of silence a stream gets a comment.")
    private @Nullable Long keepAlive;

    @Option(names = "--model", description = "A model for text, tools and JSON. Defaults to ${DEFAULT-VALUE}.")
    private String model = "plugsky-pro";

    @Option(names = "--text-model", description = "A model that refuses images.")
    private @Nullable String textModel;

    @Option(names = "--vision-model", description = "A model that takes images.")
    private @Nullable String visionModel;

    @Option(names = "--fusion-model", description = "A model that chooses among the others.")
    private @Nullable String fusionModel;

    @Option(
            names = "--fault-models",
            description = "The server's models fault-* and scripted are those of the kit's scripted upstream.")
    private boolean faultModels;

    @Option(
            names = "--upstream-port",
            paramLabel = "PORT",
            description = {
                "Starts the scripted upstream at this port of the loopback address, for a gateway that has its models",
                "(the guide lists them) under their own names."
            })
    private @Nullable Integer upstreamPort;

    @Option(names = "--profile", description = "One of ${COMPLETION-CANDIDATES}. Defaults to ${DEFAULT-VALUE}.")
    private Profile profile = Profile.CORE;

    /** The upstream that the options ask for, to be closed by the caller; null: they ask for none. */
    @Nullable
    ScriptedUpstream upstream() throws IOException {
        Integer port = upstreamPort;
        return port == null ? null : upstream(port);
    }

    /** The scripted upstream at a port, to be closed by the caller. */
    static ScriptedUpstream upstream(int port) throws IOException {
        if (port < 1 || port > PORTS) {
            throw new IllegalArgumentException("--upstream-port: " + port + " (expected: 1 to " + PORTS + ")");
        }
        try {
            return ScriptedUpstream.start(Options.usual().at(port));
        } catch (BindException taken) {
            throw new IllegalArgumentException("--upstream-port: " + port + " is taken (expected: a free one)", taken);
        }
    }

    /** The server that the options name, before this upstream. */
    Target target(@Nullable ScriptedUpstream upstream) {
        URI url = baseUrl;
        if (url == null) {
            throw new IllegalArgumentException("--base-url: missing (expected: for example http://127.0.0.1:8080/v1)");
        }
        var elsewhere = faultModels ? Target.Upstream.elsewhere() : null;
        var models = new Target.Models(
                model,
                textModel,
                visionModel,
                fusionModel,
                upstream == null ? elsewhere : new Target.Upstream(upstream));
        Target target = ask.of(Target.of(url, profile, Target.Keys.of(null), models));
        if (keepAlive != null && keepAlive < 1) {
            throw new IllegalArgumentException("--keep-alive: " + keepAlive + " (expected: 1 or more milliseconds)");
        }
        return keepAlive == null ? target : target.keepingAlive(Duration.ofMillis(keepAlive));
    }
}

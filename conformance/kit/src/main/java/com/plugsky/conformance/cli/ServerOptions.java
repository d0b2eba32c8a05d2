package com.plugsky.conformance.cli;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.upstream.Options;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Header;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server is meant and what it offers. */
final class ServerOptions {
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ -~]*");

    @Option(names = "--base-url", description = "For example http://127.0.0.1:8080/v1.")
    @Nullable
    URI baseUrl;

    @Option(
            names = "--api-key",
            defaultValue = "${env:PLUGSKY_API_KEY}",
            description =
                    "A key that may ask for completions. Defaults to the variable PLUGSKY_API_KEY, which others do not see.")
    @Nullable
    String apiKey;

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description =
                    "A header for every request, for example 'x-tenant: a'. Values of keys, tokens and the like stand in no report.")
    List<String> headers = List.of();

    @Option(names = "--read-key", description = "A key that may only read.")
    @Nullable
    String readKey;

    @Option(names = "--capped-key", description = "A key whose plan has the cheapest models only.")
    @Nullable
    String cappedKey;

    @Option(
            names = "--routed-keys",
            arity = "2",
            paramLabel = "KEY",
            description =
                    "Two keys of a workspace with the strategy cost_saver: one with max_quality of its own, one with none.")
    List<String> routedKeys = List.of();

    @Option(
            names = "--keep-alive",
            paramLabel = "MS",
            description = "After how many milliseconds of silence a stream gets a comment.")
    @Nullable
    Long keepAlive;

    @Option(names = "--model", description = "A model for text, tools and JSON. Defaults to ${DEFAULT-VALUE}.")
    String model = "plugsky-pro";

    @Option(names = "--text-model", description = "A model that refuses images.")
    @Nullable
    String textModel;

    @Option(names = "--vision-model", description = "A model that takes images.")
    @Nullable
    String visionModel;

    @Option(names = "--fusion-model", description = "A model that chooses among the others.")
    @Nullable
    String fusionModel;

    @Option(
            names = "--fault-models",
            description = "The server's models fault-* and scripted are those of the kit's scripted upstream.")
    boolean faultModels;

    @Option(
            names = "--upstream-port",
            paramLabel = "PORT",
            description = {
                "Starts the scripted upstream at this port of the loopback address, for a gateway that has its models",
                "(the guide lists them) under their own names."
            })
    @Nullable
    Integer upstreamPort;

    @Option(names = "--profile", description = "One of ${COMPLETION-CANDIDATES}. Defaults to ${DEFAULT-VALUE}.")
    Profile profile = Profile.CORE;

    /** The upstream that the options ask for, to be closed by the caller; null: they ask for none. */
    @Nullable
    ScriptedUpstream upstream() throws IOException {
        Integer port = upstreamPort;
        if (port == null) {
            return null;
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--upstream-port: " + port + " (expected: 1 to 65535)");
        }
        try {
            return ScriptedUpstream.start(Options.usual().at(port));
        } catch (BindException taken) {
            throw new IllegalArgumentException("--upstream-port: " + port + " is taken (expected: a free one)", taken);
        }
    }

    Target target(URI url) {
        return target(url, faultModels ? Target.Upstream.elsewhere() : null);
    }

    Target target(URI url, Target.@Nullable Upstream upstream) {
        var routed = routedKeys.isEmpty() ? null : new Target.Routed(routedKeys.getFirst(), routedKeys.getLast());
        var keys =
                new Target.Keys(apiKey == null || apiKey.isBlank() ? null : apiKey, readKey, null, cappedKey, routed);
        var models = new Target.Models(model, textModel, visionModel, fusionModel, upstream);
        Target target = Target.of(url, profile, keys, models).with(headers(headers));
        return keepAlive == null ? target : target.keepingAlive(Duration.ofMillis(keepAlive));
    }

    /** Headers as they are written on a command line. */
    static List<Header> headers(List<String> texts) {
        return texts.stream().map(ServerOptions::header).toList();
    }

    private static Header header(String text) {
        if (!HEADER.matcher(text).matches()) {
            throw new IllegalArgumentException("--header: " + text + " (expected: name: value, in one line)");
        }
        int colon = text.indexOf(':');
        return new Header(text.substring(0, colon), text.substring(colon + 1).strip());
    }
}

package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Header;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a server is asked: keys, headers, patience. None of them stands in a report or a replay file. */
final class AskOptions {
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ -~]*");
    private static final int LONGEST = 600;

    @Option(
            names = "--api-key",
            defaultValue = "${env:PLUGSKY_API_KEY}",
            description =
                    "A key that may ask for completions. Defaults to the variable PLUGSKY_API_KEY, which others do not see.")
    private @Nullable String apiKey;

    @Option(names = "--read-key", description = "A key that may only read.")
    private @Nullable String readKey;

    @Option(names = "--capped-key", description = "A key whose plan has the cheapest models only.")
    private @Nullable String cappedKey;

    @Option(
            names = "--routed-keys",
            arity = "2",
            paramLabel = "KEY",
            description =
                    "Two keys of a workspace with the strategy cost_saver: one with max_quality of its own, one with none.")
    private List<String> routedKeys = List.of();

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description =
                    "A header for every request, for example 'x-tenant: a'. Values of keys, tokens and the like stand in no report.")
    private List<String> headers = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long one answer may take, 1 to 600. Defaults to ${DEFAULT-VALUE}.")
    private int timeout = 30;

    Target.Keys keys() {
        var routed = routedKeys.isEmpty() ? null : new Target.Routed(routedKeys.getFirst(), routedKeys.getLast());
        return new Target.Keys(apiKey == null || apiKey.isBlank() ? null : apiKey, readKey, null, cappedKey, routed);
    }

    /** The target, asked in this way. */
    Target of(Target target) {
        if (timeout < 1 || timeout > LONGEST) {
            throw new IllegalArgumentException("--timeout: " + timeout + " (expected: 1 to " + LONGEST + " seconds)");
        }
        return target.with(keys())
                .with(headers.stream().map(AskOptions::header).toList())
                .within(Duration.ofSeconds(timeout));
    }

    private static Header header(String text) {
        if (!HEADER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "--header: " + text.replaceAll("\\p{Cntrl}", "?") + " (expected: name: value, in one line)");
        }
        int colon = text.indexOf(':');
        return new Header(text.substring(0, colon), text.substring(colon + 1).strip());
    }
}

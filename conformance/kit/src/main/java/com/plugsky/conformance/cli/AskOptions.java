package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** Headers that a request gets from elsewhere. */
    private static final Set<String> TAKEN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "content-type");

    private static final Pattern KEY = Pattern.compile("[!-~]+");
    private static final String BEARER = "bearer ";

    private Target.Keys keys() {
        var routed = routedKeys.isEmpty() ? null : new Target.Routed(routedKeys.getFirst(), routedKeys.getLast());
        return new Target.Keys(
                key("--api-key", apiKey), key("--read-key", readKey), null, key("--capped-key", cappedKey), routed);
    }

    /** A key without the line end of the file that it was read from; what is none is refused, and not shown. */
    private static @Nullable String key(String option, @Nullable String text) {
        String key = text == null ? "" : text.strip();
        if (key.isEmpty()) {
            return null;
        }
        if (key.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new IllegalArgumentException(option + ": begins with Bearer (expected: the key alone)");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    option + ": has a blank or a character that no header can have (expected: printable ASCII)");
        }
        return key;
    }

    /** The target, asked in this way. */
    Target of(Target target) {
        if (timeout < 1 || timeout > LONGEST) {
            throw new IllegalArgumentException("--timeout: " + timeout + " (expected: 1 to " + LONGEST + " seconds)");
        }
        List<Header> all =
                new ArrayList<>(headers.stream().map(AskOptions::header).toList());
        String user = target.baseUrl().getUserInfo();
        if (user != null) {
            if (apiKey != null && !apiKey.isBlank()) {
                throw new IllegalArgumentException("--base-url: has a name, beside --api-key (expected: one of them)");
            }
            byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
            all.add(new Header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)));
        }
        return target.with(keys()).with(all).within(Duration.ofSeconds(timeout));
    }

    private static Header header(String text) {
        if (!HEADER.matcher(text).matches()) {
            throw new IllegalArgumentException("--header: no name and value (expected: name: value, in one line)");
        }
        int colon = text.indexOf(':');
        if (TAKEN.contains(text.substring(0, colon).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "--header: " + text.substring(0, colon) + " is set by each request (expected: another name)");
        }
        return new Header(text.substring(0, colon), text.substring(colon + 1).strip());
    }
}

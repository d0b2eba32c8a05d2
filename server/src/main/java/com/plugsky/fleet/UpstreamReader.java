package com.plugsky.fleet;

import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.HealthCheck;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Secret;
import com.plugsky.fleet.upstream.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The part of {@link FleetFile} that reads an upstream target: one with a {@code url}. */
final class UpstreamReader {

    static final Set<String> KEYS = Set.of(
            "url",
            "model",
            "key-env",
            "key-file",
            "headers",
            "ca-file",
            "proxy",
            "weight",
            "concurrency",
            "timeouts",
            "parameters",
            "ask-usage",
            "strict",
            "private-images",
            "hedge",
            "health");

    private static final int MAX_WEIGHT = 1_000;
    private static final int MAX_CONCURRENCY = 100_000;
    private static final int MAX_HEADERS = 32;
    private static final int MAX_PARAMETERS = 64;
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern MODEL = Pattern.compile("[^\\p{Cntrl}]{1,256}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern FILE = Pattern.compile("[^\\p{Cntrl}]{1,1024}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,1022}[\\x21-\\x7E])?");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{0,255}");
    private static final Map<String, Boolean> SYSTEM = Map.of("system", true);

    /** These speak of the connection or of the body, which are ours. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Nothing can be said to an upstream without these. */
    private static final Set<String> NEEDED = Set.of("model", "messages", "stream", "fusion");

    private final Faults faults;
    private final UnaryOperator<@Nullable String> environment;

    UpstreamReader(Faults faults, UnaryOperator<@Nullable String> environment) {
        this.faults = faults;
        this.environment = environment;
    }

    /** @param id of the fleet's model, which the upstream knows by the same name if the file says no other */
    Target.Upstream read(Fields fields, String id) {
        return new Target.Upstream(
                Urls.base(fields, "url", faults),
                fields.has("model") ? fields.text("model", MODEL, "1 to 256 characters") : id,
                access(fields),
                fields.has("weight") ? fields.count("weight", MAX_WEIGHT) : 1,
                fields.has("concurrency")
                        ? fields.count("concurrency", MAX_CONCURRENCY)
                        : Target.Upstream.USUAL_CONCURRENCY,
                timeouts(fields.inner("timeouts", Set.of("connect", "first-chunk", "idle", "total"))),
                parameters(fields.inner("parameters", Set.of("rename", "developer", "ignored", "refused"))),
                new Manners(
                        fields.flag("ask-usage", true),
                        fields.flag("strict", false),
                        fields.flag("private-images", false),
                        fields.flag("hedge", false),
                        health(fields)));
    }

    private Access access(Fields fields) {
        if (fields.has("key-env") && fields.has("key-file")) {
            faults.say(fields.get("key-file"), fields.at("key-file") + ": beside key-env (expected: one of the two)");
        }
        Secret key = null;
        if (fields.has("key-env")) {
            String name = fields.text("key-env", VARIABLE, "the name of an environment variable");
            key = secret(fields, "key-env", () -> Secret.environment(name, environment));
        } else if (fields.has("key-file")) {
            key = secret(fields, "key-file", () -> Secret.file(file(fields, "key-file")));
        }
        return new Access(
                key,
                headers(fields, key != null),
                fields.has("ca-file") ? file(fields, "ca-file") : null,
                fields.has("proxy") ? Urls.proxy(fields, "proxy", faults) : null);
    }

    private @Nullable Secret secret(Fields fields, String key, Supplier<Secret> read) {
        if (fields.text(key, FILE, "a name").isEmpty()) {
            return null;
        }
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            faults.say(fields.get(key), fields.at(key) + ": " + e.getMessage());
            return null;
        }
    }

    private static Path file(Fields fields, String key) {
        return Path.of(fields.text(key, FILE, "a path"));
    }

    private Map<String, String> headers(Fields fields, boolean keyed) {
        Map<String, String> headers = new LinkedHashMap<>();
        fields.pairs("headers", MAX_HEADERS).forEach((node, value) -> {
            String name = fields.text(node, fields.at("headers"), HEADER, "the name of a header")
                    .toLowerCase(Locale.ROOT);
            String at = fields.at("headers") + "." + name;
            if (OWN_HEADERS.contains(name) || keyed && name.equals("authorization")) {
                faults.add(node, at, "set by the server", "another header");
            } else if (HEADER_VALUE.matcher(Fields.shown(value)).matches()) {
                headers.put(name, Fields.shown(value));
            } else {
                faults.say(value, at + ": not a header's value (expected: 1 to 1024 printable ASCII characters)");
            }
        });
        return headers;
    }

    private static Timeouts timeouts(@Nullable Fields fields) {
        return fields == null
                ? Timeouts.USUAL
                : new Timeouts(
                        fields.time("connect", LONGEST, Timeouts.USUAL.connect()),
                        fields.time("first-chunk", LONGEST, Timeouts.USUAL.firstChunk()),
                        fields.time("idle", LONGEST, Timeouts.USUAL.idle()),
                        fields.time("total", LONGEST, Timeouts.USUAL.total()));
    }

    private ParameterMap parameters(@Nullable Fields fields) {
        if (fields == null) {
            return ParameterMap.NONE;
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        fields.pairs("rename", MAX_PARAMETERS)
                .forEach((from, to) -> renamed.put(
                        parameter(fields, from, "rename"),
                        fields.text(to, fields.at("rename"), PARAMETER, "the name of a parameter")));
        boolean developer = fields.has("developer") && fields.choice("developer", SYSTEM);
        return new ParameterMap(renamed, names(fields, "ignored"), names(fields, "refused"), developer);
    }

    private Set<String> names(Fields fields, String key) {
        return new LinkedHashSet<>(fields.list(key, 0, MAX_PARAMETERS, (node, at) -> parameter(fields, node, key)));
    }

    private String parameter(Fields fields, Node node, String key) {
        String name = fields.text(node, fields.at(key), PARAMETER, "the name of a parameter");
        if (NEEDED.contains(name)) {
            faults.add(node, fields.at(key), name, "a parameter that is not needed");
        }
        return name;
    }

    private static @Nullable HealthCheck health(Fields fields) {
        if (!fields.has("health")) {
            return HealthCheck.USUAL;
        }
        if (Fields.isOff(fields.get("health"))) {
            return null;
        }
        Fields health = fields.inner("health", Set.of("path", "interval"));
        return health == null
                ? null
                : new HealthCheck(
                        health.has("path")
                                ? health.text("path", PATH, "a path below the url, such as /models")
                                : HealthCheck.USUAL.path(),
                        health.time("interval", LONGEST, HealthCheck.USUAL.interval()));
    }
}

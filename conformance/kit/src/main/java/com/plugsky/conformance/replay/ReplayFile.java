package com.plugsky.conformance.replay;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A failure as a file: the rule, and the server with the models that it was run against. Keys and headers are not in it.
 *
 * @param reason why it failed then
 * @param target the server, without keys
 * @param upstreamPort where the scripted upstream listened that the kit had started; null: it had started none
 */
public record ReplayFile(
        String rule, String reason, Target target, @Nullable Integer upstreamPort) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;
    private static final String UPSTREAM_PORT = "upstream-port";
    private static final String KEEP_ALIVE = "keep-alive";

    /** The file of a result. */
    public static ReplayFile of(GradeResult result, Target target) {
        Target.Upstream upstream = target.models().upstream();
        ScriptedUpstream here = upstream == null ? null : upstream.here();
        return new ReplayFile(
                result.rule().id(),
                Secrets.of(target).outOf(result.verdict().reason()),
                target,
                here == null ? null : here.port());
    }

    /** As it is written. */
    public String json() {
        Target.Models models = target.models();
        ObjectNode file = JSON.createObjectNode();
        file.put("version", VERSION);
        file.put("rule", rule);
        file.put("reason", reason);
        file.put("base-url", Secrets.plain(target.baseUrl()));
        file.put("profile", target.profile().word());
        file.put("model", models.chat());
        file.put("text-model", models.textOnly());
        file.put("vision-model", models.vision());
        file.put("fusion-model", models.fusion());
        file.put("fault-models", models.upstream() != null);
        if (upstreamPort != null) {
            file.put(UPSTREAM_PORT, upstreamPort);
        }
        Duration keepAlive = target.times().keepAlive();
        if (keepAlive != null) {
            file.put(KEEP_ALIVE, keepAlive.toMillis());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException it is none
     */
    public static ReplayFile read(Path path) throws IOException {
        try {
            JsonNode file = JSON.readTree(Files.readString(path));
            JsonNode port = file.path(UPSTREAM_PORT);
            return new ReplayFile(
                    file.path("rule").asString(""),
                    file.path("reason").asString(""),
                    target(file),
                    port.isInt() ? port.intValue() : null);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(path + ": no replay file (expected: one of a report)", broken);
        }
    }

    private static Target target(JsonNode file) {
        var models = new Target.Models(
                file.path("model").asString(""),
                text(file, "text-model"),
                text(file, "vision-model"),
                text(file, "fusion-model"),
                file.path("fault-models").asBoolean(false) ? Target.Upstream.elsewhere() : null);
        Target target = Target.of(
                URI.create(file.path("base-url").asString("")),
                Profile.valueOf(file.path("profile").asString("").toUpperCase(Locale.ROOT)),
                Target.Keys.of(null),
                models);
        target.endpoint(); // refuses what is no base URL
        JsonNode keepAlive = file.path(KEEP_ALIVE);
        return keepAlive.isIntegralNumber() ? target.keepingAlive(Duration.ofMillis(keepAlive.longValue())) : target;
    }

    private static @Nullable String text(JsonNode file, String name) {
        return file.path(name).isString() ? file.path(name).asString() : null;
    }
}

package com.plugsky.conformance.replay;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.run.GradeResult;
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
 * A failure as a file: the rule, and the server with the models that it was run against. Keys are not in it.
 *
 * @param reason why it failed then
 */
public record ReplayFile(String rule, String reason, URI baseUrl, Profile profile, Target.Models models) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    /** The file of a result. */
    public static ReplayFile of(GradeResult result, Target target) {
        URI url = URI.create(Secrets.plain(target.baseUrl()));
        return new ReplayFile(
                result.rule().id(),
                Secrets.of(target).outOf(result.verdict().reason()),
                url,
                target.profile(),
                target.models());
    }

    /** As it is written. */
    public String json() {
        ObjectNode file = JSON.createObjectNode();
        file.put("version", VERSION);
        file.put("rule", rule);
        file.put("reason", reason);
        file.put("base-url", baseUrl.toString());
        file.put("profile", profile.word());
        file.put("model", models.chat());
        file.put("text-model", models.textOnly());
        file.put("vision-model", models.vision());
        file.put("fusion-model", models.fusion());
        file.put("fault-models", models.upstream() != null);
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
            var models = new Target.Models(
                    file.path("model").asString(""),
                    text(file, "text-model"),
                    text(file, "vision-model"),
                    text(file, "fusion-model"),
                    file.path("fault-models").asBoolean(false) ? Target.Upstream.elsewhere() : null);
            return new ReplayFile(
                    file.path("rule").asString(""),
                    file.path("reason").asString(""),
                    URI.create(file.path("base-url").asString("")),
                    Profile.valueOf(file.path("profile").asString("").toUpperCase(Locale.ROOT)),
                    models);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(path + ": no replay file (expected: one of a report)", broken);
        }
    }

    private static @Nullable String text(JsonNode file, String name) {
        return file.path(name).isString() ? file.path(name).asString() : null;
    }

    /** The server as it was, but with these keys, and if it is not null at this URL. */
    public Target target(Target.Keys keys, @Nullable URI instead, Duration patience) {
        return Target.of(instead == null ? baseUrl : instead, profile, keys, models)
                .within(patience);
    }
}

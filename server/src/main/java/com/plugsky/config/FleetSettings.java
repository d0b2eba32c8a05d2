package com.plugsky.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which models there are: {@code plugsky.fleet}. Without a file and without an upstream it is the default fleet. */
public record FleetSettings(
        @Setting("The fleet file.") @Nullable Path file,

        @Setting(value = "How often the fleet file is looked at for changes.", min = "100ms", max = "1h")
        @DefaultValue("2s")
        Duration recheck,

        @Setting("The base URL of a server whose models are served, such as http://127.0.0.1:8000/v1.") @Nullable
        String upstream,

        @Setting("The environment variable with the key of that server.") @Nullable
        String upstreamKeyEnv,

        @Setting("The one model of that server that is served; without it all that it tells of.") @Nullable
        String upstreamModel,

        @Setting(value = "How often that server is asked for its models.", min = "1s", max = "24h") @DefaultValue("30s")
        Duration rediscover,

        @Setting("Whether the models of the default fleet are served beside those of a file or of an upstream.")
        @DefaultValue("false")
        boolean withEmbedded,

        @Setting("Whether the models that fail on purpose are served beside those of a file or of an upstream.")
        @DefaultValue("false")
        boolean withMocks) {}

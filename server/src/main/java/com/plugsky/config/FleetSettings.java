package com.plugsky.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which models there are: {@code plugsky.fleet}. */
public record FleetSettings(
        @Setting("The fleet file; without one the default fleet is served.") @Nullable
        Path file,

        @Setting(value = "How often the fleet file is looked at for changes.", min = "100ms", max = "1h")
        @DefaultValue("2s")
        Duration recheck) {}

package com.plugsky.config;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who may call: {@code plugsky.access}. */
public record AccessSettings(
        @Setting("The file of keys; without it and without PLUGSKY_API_KEYS the server is open.")
        @DefaultValue("plugsky-keys.yaml")
        Path keys,

        @Setting(value = "How often the file of keys is looked at for changes.", min = "100ms", max = "1h")
        @DefaultValue("2s")
        Duration recheck,

        @Setting("The web origin that browsers may call from, or * for all; never with credentials."
                + " An open server lets loopback origins in only, whatever stands here.")
        @DefaultValue("*")
        String corsOrigin) {}

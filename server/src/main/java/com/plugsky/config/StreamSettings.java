package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How answers are streamed: {@code plugsky.stream}. */
public record StreamSettings(
        @Setting(
                value = "After how much silence a stream sends a comment that keeps it alive.",
                min = "100ms",
                max = "10m")
        @DefaultValue("15s")
        Duration keepAlive) {}

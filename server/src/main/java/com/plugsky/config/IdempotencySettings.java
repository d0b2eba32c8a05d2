package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How long answers to an {@code Idempotency-Key} are kept: {@code plugsky.idempotency}. */
public record IdempotencySettings(
        @Setting(value = "How long an answer is kept, from its end.", min = "1s", max = "24h") @DefaultValue("10m")
        Duration kept,

        @Setting(
                value = "How many bytes of answers are kept in all; over it the oldest of the caller who has most go.",
                min = "0B",
                max = "16GB")
        @DefaultValue("64MB")
        DataSize bytes,

        @Setting(value = "The longest answer that is kept.", min = "1KB", max = "1GB") @DefaultValue("1MB")
        DataSize answer,

        @Setting(
                value = "How many answers are kept; over it the oldest of the caller who has most go.",
                min = "0",
                max = "1000000")
        @DefaultValue("10000")
        int answers) {}

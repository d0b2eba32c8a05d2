package com.plugsky.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** What is remembered of requests: {@code plugsky.log}. */
public record LogSettings(
        @Setting(
                value = "How many requests GET /v1/plugsky/requests remembers, the newest.",
                min = "0",
                max = "1000000")
        @DefaultValue("10000")
        int requests) {}

package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What is done before the server says that it is ready: {@code plugsky.warmup}. */
public record WarmupSettings(
        @Setting("Whether /readyz waits until the server has warmed itself with requests of its own;"
                + " those of callers are answered meanwhile.")
        @DefaultValue("false")
        boolean enabled,

        @Setting(value = "The longest time for which it waits.", min = "1s", max = "10m") @DefaultValue("60s")
        Duration most,

        @Setting(
                value = "Over which time the CPU of a request is measured; the server is warm when three such times in"
                        + " a row differ by a tenth at most.",
                min = "100ms",
                max = "10s")
        @DefaultValue("1s")
        Duration window) {}

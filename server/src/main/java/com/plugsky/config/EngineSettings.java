package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How the embedded engine answers: {@code plugsky.engine}. A target of the fleet may set the times for itself. */
public record EngineSettings(
        @Setting("Whether a request without a seed gets another answer each time.") @DefaultValue("false")
        boolean entropy,

        @Setting(value = "How long the engine takes before the first token.", min = "0s", max = "10m")
        @DefaultValue("0s")
        Duration firstToken,

        @Setting(value = "How much more of that for each token of the prompt.", min = "0s", max = "1s")
        @DefaultValue("0s")
        Duration promptToken,

        @Setting(value = "How long the engine takes between two tokens.", min = "0s", max = "1m") @DefaultValue("0s")
        Duration interToken,

        @Setting(
                value = "By how many percent each of these times varies, up or down, as the request's seed decides.",
                min = "0",
                max = "100")
        @DefaultValue("0")
        int jitterPercent,

        @Setting(
                value =
                        "How many tokens all choices of an answer may have together, alternatives told with them included.",
                min = "1024",
                max = "100000000")
        @DefaultValue("131072")
        int answerTokens) {}

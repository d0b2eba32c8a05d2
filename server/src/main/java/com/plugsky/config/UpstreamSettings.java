package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** The connections to upstreams: {@code plugsky.upstream}. What belongs to one of them stands in the fleet file. */
public record UpstreamSettings(
        @Setting(
                value = "How long an idle connection is kept; less than the upstreams keep theirs, which is often 5s.",
                min = "0s",
                max = "1h")
        @DefaultValue("4s")
        Duration idleAge,

        @Setting(value = "How many idle connections are kept in all.", min = "0", max = "100000") @DefaultValue("1024")
        int maxIdle,

        @Setting(value = "The longest answer that is not streamed; a longer one fails.", min = "1KB", max = "1GB")
        @DefaultValue("32MB")
        DataSize answer,

        @Setting(
                value =
                        "How many bytes of answers that are not streamed, and of unfinished lines of streams, are held at once, the first 64 KB of each not counted; over it 503.",
                min = "1MB",
                max = "1TB")
        @DefaultValue("256MB")
        DataSize answers) {}

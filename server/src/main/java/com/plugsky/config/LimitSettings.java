package com.plugsky.config;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** The bounds on what callers send and on what runs at once: {@code plugsky.limits}. */
public record LimitSettings(
        @Setting(value = "The longest request body; over it 413.", min = "1KB", max = "1GB") @DefaultValue("32MB")
        DataSize body,

        @Setting(
                value =
                        "How many bytes of request bodies are held at once, each until its answer begins; over it 503. One key may have half of it, or one body if that is more; over it 429.",
                min = "1KB",
                max = "1TB")
        @DefaultValue("256MB")
        DataSize bodies,

        @Setting(value = "The longest request head.", min = "1KB", max = "1MB") @DefaultValue("16KB")
        DataSize header,

        @Setting(
                value = "Within which time a request head must have come whole; else its connection is closed.",
                min = "100ms",
                max = "10m")
        @DefaultValue("20s")
        Duration headTime,

        @Setting(
                value =
                        "Within which time a request body must have come whole, with no pause of more than 20 s; else 408.",
                min = "100ms",
                max = "1d")
        @DefaultValue("5m")
        Duration bodyTime,

        @Setting(value = "How deep a JSON body may nest.", min = "8", max = "1000") @DefaultValue("64")
        int jsonDepth,

        @Setting(value = "How many characters a number in a JSON body may have.", min = "20", max = "1000")
        @DefaultValue("64")
        int jsonNumber,

        @Setting(value = "How many characters a member's name in a JSON body may have.", min = "64", max = "50000")
        @DefaultValue("256")
        int jsonName,

        @Setting(value = "How many images one request to the embedded engine may carry.", min = "0", max = "2048")
        @DefaultValue("16")
        int images,

        @Setting(value = "How many pixels one image may have, in millions.", min = "1", max = "1000")
        @DefaultValue("40")
        int imageMegapixels,

        @Setting(
                value = "How deep a caller's JSON Schema may nest, and how long its chains of references may be.",
                min = "1",
                max = "64")
        @DefaultValue("32")
        int schemaDepth,

        @Setting(value = "How many members and items a caller's JSON Schema may hold.", min = "1", max = "1000000")
        @DefaultValue("10000")
        int schemaMembers,

        @Setting(value = "How many steps the work on a caller's JSON Schema may take.", min = "1000", max = "100000000")
        @DefaultValue("200000")
        int schemaSteps,

        @Setting(
                value = "How many steps a caller's regular expression may take on one text.",
                min = "1000",
                max = "100000000")
        @DefaultValue("200000")
        int regexSteps,

        @Setting(value = "How many requests are answered at once; over it 503 at once.", min = "1", max = "100000")
        @DefaultValue("4096")
        int inFlight,

        @Setting(
                value = "How many requests of one key are answered at once; over it 429 at once.",
                min = "1",
                max = "100000")
        @DefaultValue("1024")
        int inFlightPerKey,

        @Setting(value = "How many connections are open at once; more wait to be accepted.", min = "1", max = "100000")
        @DefaultValue("8192")
        int connections) {}

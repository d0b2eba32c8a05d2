package com.plugsky.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** What is told of requests, and to whom: {@code plugsky.observe}. Never what was said. */
public record ObserveSettings(
        @Setting("The request log: off, or json for one object a line for each request.") @DefaultValue("off")
        AccessLog accessLog,

        @Setting("The file of the request log; without one it goes to the standard output.") @Nullable
        Path accessLogFile,

        @Setting(
                value = "At which size the file is put aside and begun anew; five old ones stay.",
                min = "1KB",
                max = "1TB")
        @DefaultValue("100MB")
        DataSize accessLogSize,

        @Setting(
                value = "How many lines may wait to be written; what is over is dropped and counted.",
                min = "64",
                max = "1000000")
        @DefaultValue("8192")
        int accessLogQueue,

        @Setting("The form of the server's own log: text, or json for one object a line.") @DefaultValue("text")
        LogFormat logFormat,

        @Setting("Where spans are sent by OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces;"
                + " without it none are made.")
        @Nullable
        URI otlpEndpoint,

        @Setting("The name of the environment variable that holds the collector's bearer token.") @Nullable
        String otlpKeyEnv,

        @Setting(
                value =
                        "How many in a hundred of the traces that begin here are recorded; a caller's trace says so itself.",
                min = "0",
                max = "100")
        @DefaultValue("100")
        int tracePercent,

        @Setting(
                value = "How many spans may wait to be sent; what is over is dropped and counted.",
                min = "512",
                max = "1000000")
        @DefaultValue("2048")
        int traceQueue,

        @Setting(
                value = "How many sets of labels a meter may have; what is over is counted together as _other.",
                min = "10",
                max = "100000")
        @DefaultValue("2000")
        int labelSets) {

    /** The forms of the request log. */
    public enum AccessLog {
        OFF,
        JSON
    }

    /** The forms of the server's own log. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}

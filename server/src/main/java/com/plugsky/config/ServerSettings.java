package com.plugsky.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the server listens, and how it stops: {@code plugsky.server}. */
public record ServerSettings(
        @Setting("The address to listen on. Any other than loopback needs keys.") @DefaultValue("127.0.0.1")
        String host,

        @Setting(value = "The port to listen on; 0 takes a free one.", min = "0", max = "65535") @DefaultValue("8080")
        int port,

        @Setting("The certificate chain of the port, a PEM file; with it the port speaks TLS.") @Nullable
        Path tlsCert,

        @Setting("The private key of the certificate, a PEM file.") @Nullable
        Path tlsKey,

        @Setting(
                value = "How long new connections are still taken after SIGTERM, readiness being gone.",
                min = "0s",
                max = "10m")
        @DefaultValue("1s")
        Duration stopNotice,

        @Setting(value = "How long running answers may go on after SIGTERM.", min = "0s", max = "1h")
        @DefaultValue("30s")
        Duration gracePeriod) {}

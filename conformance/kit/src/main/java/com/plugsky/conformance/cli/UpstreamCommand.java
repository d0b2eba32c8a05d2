package com.plugsky.conformance.cli;

import com.plugsky.conformance.upstream.AskedModels;
import com.plugsky.conformance.upstream.Options;
import com.plugsky.conformance.upstream.PemIdentity;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code upstream}: answers rightly, or fails as the request's model says, until it is told to end. Exit 2: wrong use. */
@Command(
        name = "upstream",
        description = {
            "Answers chat completions, rightly or with the fault that the request's model names (fault-*).",
            "GET /v1/models lists the models, GET /_seen what was asked, POST /_reset forgets it. Ends at SIGTERM."
        },
        mixinStandardHelpOptions = true)
final class UpstreamCommand implements Callable<Integer> {
    @Option(names = "--port", description = "0: any that is free. Defaults to ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--host", description = "Defaults to ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--seed", description = "Another one gives other texts. Defaults to ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--latency", paramLabel = "MS", description = "Before every answer. Defaults to ${DEFAULT-VALUE}.")
    private long latency;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "A PEM certificate, which makes it speak TLS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, in PKCS#8.")
    private @Nullable Path key;

    @Option(
            names = "--models",
            description = "Lists the models that rules ask a gateway for, a line each, and does nothing else.")
    private boolean models;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (models) {
            AskedModels.all().forEach(System.out::println);
            return 0;
        }
        try (ScriptedUpstream upstream = ScriptedUpstream.start(options())) {
            System.out.println("Listening on " + upstream.url());
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException taken) {
            throw new IllegalArgumentException("--port: " + port + " is taken (expected: a free one)", taken);
        }
    }

    private Options options() throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("--tls-cert, --tls-key: one is missing (expected: both or none)");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port: " + port + " (expected: 0 to 65535)");
        }
        if (latency < 0 || latency > 600_000) {
            throw new IllegalArgumentException("--latency: " + latency + " (expected: 0 to 600000)");
        }
        SSLContext tls = certificate == null || key == null ? null : PemIdentity.read(certificate, key);
        return new Options(InetAddress.getByName(host), port, tls, seed, Duration.ofMillis(latency));
    }
}

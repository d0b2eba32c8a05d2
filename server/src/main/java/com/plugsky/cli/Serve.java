package com.plugsky.cli;

import com.plugsky.access.Keys;
import com.plugsky.config.FleetSettings;
import com.plugsky.config.ServerApplication;
import com.plugsky.config.ServerSettings;
import com.plugsky.config.Settings;
import com.plugsky.config.SettingsFile;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plugsky serve}: starts the server and returns; it runs until SIGTERM. */
@Command(
        name = "serve",
        description = "Serve the contract.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A flag wins over the environment (PLUGSKY_SERVER_PORT), the environment over the",
            "settings file, the file over the default. All settings: docs/reference/settings.md.",
            "Keys for development: PLUGSKY_API_KEYS, separated by commas."
        })
final class Serve implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes a free one. Defaults to 8080.")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "H", description = "The address to listen on. Defaults to 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--fleet", paramLabel = "FILE", description = "The models. Defaults to the built-in fleet.")
    private @Nullable Path fleet;

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "Serve the models of this server, such as http://127.0.0.1:8000/v1.")
    private @Nullable String upstream;

    @Option(
            names = "--upstream-key-env",
            paramLabel = "NAME",
            description = "The environment variable with that server's key.")
    private @Nullable String upstreamKeyEnv;

    @Option(
            names = "--upstream-model",
            paramLabel = "ID",
            description = "Serve this model of it only. Defaults to all that it tells of.")
    private @Nullable String upstreamModel;

    @Option(names = "--with-embedded", description = "Serve the built-in fleet beside --fleet or --upstream.")
    private boolean withEmbedded;

    @Option(names = "--with-mocks", description = "Serve mock/* beside --fleet or --upstream.")
    private boolean withMocks;

    @Option(names = "--keys", paramLabel = "FILE", description = "The keys. Defaults to plugsky-keys.yaml.")
    private @Nullable Path keys;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "The certificate chain, PEM.")
    private @Nullable Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's key, PEM.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--entropy",
            description = "The embedded engine answers differently each time, unless a request has a seed.")
    private boolean entropy;

    @Option(names = "--warmup", description = "Say that it is ready (/readyz) only when it is warm.")
    private boolean warmup;

    @Option(names = "--config", paramLabel = "FILE", description = "A settings file, YAML.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any other setting, such as limits.body=1MB.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        if (config != null) {
            SettingsFile.check(config);
        }
        if (keys != null && !Files.exists(keys)) {
            throw new IOException(keys + ": no such file (expected: one made with: keys create --keys " + keys + ")");
        }
        TokenCounter.begin(); // beside Spring, which takes longer
        var application = new SpringApplication(ServerApplication.class);
        application.setLogStartupInfo(false);
        var context =
                (ServletWebServerApplicationContext) application.run(arguments().toArray(String[]::new));
        var welcome = new Welcome(
                context.getBean(ServerSettings.class),
                Objects.requireNonNull(context.getWebServer()).getPort(),
                context.getBean(Keys.class).open());
        PrintWriter out = spec.commandLine().getOut();
        welcome.lines().forEach(out::println);
        FleetSettings models = context.getBean(FleetSettings.class);
        if (models.file() == null && models.upstream() == null) {
            var neighbours = new Neighbours(context.getBean(UpstreamProbe.class), welcome.port());
            Thread.startVirtualThread(() -> neighbours.lines().forEach(out::println));
        }
        return 0;
    }

    /** The flags as Spring takes them. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (config != null) {
            arguments.add("--spring.config.additional-location="
                    + config.toAbsolutePath().toUri());
        }
        others.forEach((name, value) -> add(arguments, name, value));
        add(arguments, "server.port", port);
        add(arguments, "server.host", host);
        add(arguments, "server.tls-cert", tlsCert);
        add(arguments, "server.tls-key", tlsKey);
        add(arguments, "fleet.file", fleet);
        add(arguments, "fleet.upstream", upstream);
        add(arguments, "fleet.upstream-key-env", upstreamKeyEnv);
        add(arguments, "fleet.upstream-model", upstreamModel);
        add(arguments, "fleet.with-embedded", withEmbedded ? true : null);
        add(arguments, "fleet.with-mocks", withMocks ? true : null);
        add(arguments, "access.keys", keys);
        add(arguments, "engine.entropy", entropy ? true : null);
        add(arguments, "warmup.enabled", warmup ? true : null);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.add("--" + Settings.PREFIX + "." + name + "=" + value);
        }
    }
}

package com.plugsky.gate;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our server as its users run it: the jar in its own process, keyed, on a free port of the loopback address.
 *
 * <p>{@link #shared} is started once and ends with the tests; one that {@link #start} makes is the caller's to close.
 */
public final class RunningServer implements AutoCloseable {
    /** The keys that the server knows. */
    public static final Target.Keys KEYS = Fixtures.KEYS;

    /** After how much silence a server of {@link #startOpen} sends a comment. */
    static final Duration SILENCE = Duration.ofMillis(300);

    private static final String KEY_FILE = "keys.yaml";
    private static final String FLEET_FILE = "fleet.yaml";
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]{2,5})");
    private static final long START_SECONDS = 90;

    private final Process process;
    private final URI origin;

    private RunningServer(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    private static final class Shared {
        static final RunningServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** The one server of this test run. */
    public static RunningServer shared() {
        return Shared.SERVER;
    }

    /** Starts a server of the caller's own; {@code options} follow {@code serve}. */
    public static RunningServer start(String... options) {
        return start(Map.of(KEY_FILE, Fixtures.keyFile()), options);
    }

    /** Starts a server that has no keys and breaks silences soon, of the caller's own. */
    static RunningServer startOpen() {
        return start(Map.of(), "--set=stream.keep-alive=" + SILENCE.toMillis() + "ms");
    }

    /** Starts a server whose keys and workspaces have strategies, of the caller's own. */
    static RunningServer startRouted() {
        return start(Map.of(KEY_FILE, Fixtures.keyFile(), FLEET_FILE, Fixtures.routedFleet()), "--fleet=" + FLEET_FILE);
    }

    /** Starts a server with this fleet file and these variables in its environment, of the caller's own. */
    public static RunningServer startFleet(String fleet, Map<String, String> environment, String... options) {
        List<String> all = new ArrayList<>(List.of("--fleet=" + FLEET_FILE));
        all.addAll(Arrays.asList(options));
        return start(Map.of(KEY_FILE, Fixtures.keyFile(), FLEET_FILE, fleet), environment, all);
    }

    private static RunningServer start(Map<String, String> files, String... options) {
        return start(files, Map.of(), Arrays.asList(options));
    }

    /** @param files by name, what lies in the folder in which the server starts */
    private static RunningServer start(
            Map<String, String> files, Map<String, String> environment, List<String> options) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Gate.target()), "server");
            for (var file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-jar",
                    Gate.serverJar().toString(),
                    "serve",
                    "--port=0"));
            if (files.containsKey(KEY_FILE)) {
                line.add("--keys=" + KEY_FILE);
            }
            line.addAll(options);
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new RunningServer(process, listening(process, folder.resolve("server.log")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For example {@code http://127.0.0.1:41234}. */
    public URI origin() {
        return origin;
    }

    public URI baseUrl() {
        return origin.resolve("/v1");
    }

    public long pid() {
        return process.pid();
    }

    /** The server as the kit's rules see it. */
    public Target target() {
        var models = new Target.Models("plugsky-pro", "plugsky-lite", "plugsky-vision", "plugsky-fusion");
        return Target.of(baseUrl(), Profile.PLUGSKY, KEYS, models);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the line that tells the address, and keeps all lines in a file. */
    private static URI listening(Process process, Path log) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread.ofVirtual().name("server-log").start(() -> copyLog(process, log, address));
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", stop);
        } catch (ExecutionException | TimeoutException failure) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start; its output is in " + log, failure);
        }
    }

    private static void copyLog(Process process, Path log, CompletableFuture<URI> address) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter file = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    address.complete(URI.create(matcher.group()));
                }
            }
            address.completeExceptionally(new IllegalStateException("it ended at once"));
        } catch (IOException failure) {
            address.completeExceptionally(failure);
        }
    }
}

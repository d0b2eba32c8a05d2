package com.plugsky.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process of ours that says on a line where it listens. */
final class Child implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]{2,5})");
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final URI origin;

    private Child(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    /** The server with this fleet file. */
    static Child server(Path fleet, List<String> options) throws IOException {
        List<String> line = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"));
        line.addAll(List.of("-jar", "server/target/plugsky.jar", "serve", "--port=0", "--fleet=" + fleet));
        line.addAll(options);
        return start(line);
    }

    /** A scripted upstream; port 0: any that is free. */
    static Child upstream(int port) throws IOException {
        String jar = "conformance/kit/target/plugsky-conformance.jar";
        return start(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar, "upstream", "--port=" + port));
    }

    private static Child start(List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> read(process, address));
        try {
            return new Child(process, address.get(START_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException failure) {
            process.destroyForcibly();
            throw new IOException("did not start: " + line, failure);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }

    private static void read(Process process, CompletableFuture<URI> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = ADDRESS.matcher(line);
                if (!address.isDone()) {
                    said.append(line).append('\n');
                }
                if (matcher.find()) {
                    address.complete(URI.create(matcher.group()));
                }
            }
            address.completeExceptionally(new IOException("it ended: " + said));
        } catch (IOException closed) {
            address.completeExceptionally(closed);
        }
    }

    /** For example {@code http://127.0.0.1:41234}. */
    URI origin() {
        return origin;
    }

    long pid() {
        return process.pid();
    }

    /** With SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package com.plugsky.conformance.fuzz;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.wire.Header;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schemathesis, a program in Python, against a server: with the kit's contract, all phases that find something, all checks, and bodies
 * mended so that the good ones are good in what no schema can say.
 */
public final class Schemathesis {
    /** What to do where it is missing. */
    public static final String HOW = "pip install 'schemathesis>=4.32,<5', or --schemathesis PATH";

    private static final Duration PATIENCE = Duration.ofMinutes(25);
    private static final String PROGRAM = "st";
    private static final String VERSIONED = "/v1";

    private static final String CHAT_OPERATION = "createChatCompletion";

    /** What servers that do not know our extensions have beside completions. */
    private static final List<String> COMMON = List.of("listModels", "retrieveModel");

    private final Path program;

    private Schemathesis(Path program) {
        this.program = program;
    }

    /** A finished run. @param folder what it wrote: {@code junit.xml}, {@code events.ndjson}, {@code output.txt} */
    public record Run(int exit, FuzzReport report, Path folder) {}

    /**
     * The program.
     *
     * @param named where it is; null: on the PATH
     * @return null: there is none
     */
    public static @Nullable Schemathesis find(@Nullable Path named) {
        if (named != null) {
            return Files.isExecutable(named) ? new Schemathesis(named.toAbsolutePath()) : null;
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path candidate = Path.of(folder, PROGRAM);
            if (Files.isExecutable(candidate)) {
                return new Schemathesis(candidate);
            }
        }
        return null;
    }

    /** The operations of one process. It keeps one processor busy, and two end sooner. */
    private enum Part {
        CHAT,
        OTHERS;

        /** The options that choose its operations. */
        List<String> words(Profile profile) {
            if (this == CHAT) {
                return List.of("--include-operation-id", CHAT_OPERATION);
            }
            return profile == Profile.PLUGSKY
                    ? List.of("--exclude-operation-id", CHAT_OPERATION)
                    : COMMON.stream()
                            .flatMap(operation -> Stream.of("--include-operation-id", operation))
                            .toList();
        }
    }

    /**
     * Runs it to its end: two processes side by side, one for completions and one for all else.
     *
     * @param folder for what they write, each in a folder of its own; is made
     * @param options more of its own options
     * @throws IOException it could not be run, took too long, or wrote no report
     */
    public Run run(Target target, long seed, Path folder, List<String> options) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Run> others = threads.submit(() -> run(Part.OTHERS, target, seed, folder, options));
            Run chat;
            try {
                chat = run(Part.CHAT, target, seed, folder, options);
            } catch (IOException failure) {
                others.cancel(true);
                throw failure;
            }
            Run rest = others.get();
            List<FuzzReport.Case> cases = new ArrayList<>(chat.report().cases());
            cases.addAll(rest.report().cases());
            return new Run(Math.max(chat.exit(), rest.exit()), new FuzzReport(cases), folder);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException known ? known : new IOException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    /** The same, with completions alone. */
    public Run chat(Target target, long seed, Path folder, List<String> options) throws IOException {
        return run(Part.CHAT, target, seed, folder, options);
    }

    private Run run(Part part, Target target, long seed, Path above, List<String> options) throws IOException {
        Path folder = Files.createDirectories(above.resolve(part.name().toLowerCase(Locale.ROOT)));
        boolean versioned = target.endpoint().path().endsWith(VERSIONED);
        Files.writeString(
                folder.resolve("openapi.yaml"),
                contract(versioned, target.keys().infer() != null));
        Files.writeString(folder.resolve("hooks.py"), resource("hooks.py"));
        Files.writeString(folder.resolve("schemathesis.toml"), header(target) + resource("schemathesis.toml"));
        Path events = folder.resolve("events.ndjson");
        String plain = Secrets.plain(target.baseUrl()).replaceAll("/+$", "");
        String url = versioned ? plain.substring(0, plain.length() - VERSIONED.length()) : plain;
        List<String> line = new ArrayList<>(List.of(program.toString(), "--config-file", "schemathesis.toml", "run"));
        line.addAll(List.of("openapi.yaml", "--url", url, "--checks", "all", "--mode", "all"));
        line.addAll(List.of("--seed", String.valueOf(seed), "--report-junit-path", "junit.xml"));
        line.addAll(List.of("--report-ndjson-path", events.getFileName().toString()));
        if (target.keys().infer() == null) {
            line.addAll(List.of("--exclude-checks", "ignored_auth"));
        }
        line.addAll(part.words(target.profile()));
        line.addAll(options);
        int exit = ended(line, target, folder);
        if (!Files.exists(events)) {
            throw new IOException("Schemathesis wrote no report: " + lastLine(folder.resolve("output.txt")));
        }
        return new Run(exit, FuzzReport.read(events), folder);
    }

    /** The contract, below the path of the base URL; a server without keys is not asked to refuse wrong ones. */
    private static String contract(boolean versioned, boolean keyed) throws IOException {
        String contract = resource("/openapi.yaml");
        contract = versioned ? contract : contract.replaceAll("(?m)^  /v1/", "  /");
        return keyed ? contract : contract.replaceAll("(?m)^security:\\n(  .*\\n)+", "");
    }

    /** The setting for the headers, whose values come by the environment. */
    private static String header(Target target) {
        // A name stands once in TOML; of a header that is given twice the last one counts.
        Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<Header> headers = target.address().headers();
        for (int i = 0; i < headers.size(); i++) {
            entries.put(headers.get(i).name(), "${KIT_HEADER_" + i + "}");
        }
        if (target.keys().infer() != null) {
            entries.put("Authorization", "Bearer ${KIT_KEY}");
        }
        String all = entries.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\" = \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "headers = { " + all + " }\n";
    }

    private static int ended(List<String> line, Target target, Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        var environment = builder.environment();
        Target.Models models = target.models();
        String fusion = models.fusion();
        environment.put("KIT_KEY", String.valueOf(target.keys().infer()));
        List<Header> headers = target.address().headers();
        for (int i = 0; i < headers.size(); i++) {
            environment.put("KIT_HEADER_" + i, headers.get(i).value());
        }
        environment.put("KIT_CHAT_MODELS", fusion == null ? models.chat() : models.chat() + "," + fusion);
        environment.put("KIT_VISION_MODEL", Objects.requireNonNullElse(models.vision(), ""));
        environment.put("KIT_FUSION_MODEL", Objects.requireNonNullElse(fusion, ""));
        builder.redirectOutput(folder.resolve("output.txt").toFile());
        Process process = builder.start();
        try (AtExit exit = AtExit.run(() -> end(process))) {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("Schemathesis still runs after " + PATIENCE.toMinutes() + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("no output");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Schemathesis.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

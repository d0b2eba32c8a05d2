package com.plugsky.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program with its arguments, run to its end in a folder.
 *
 * @param environment what is set beside this process's own environment
 * @param patience after which it is ended, and the test with it
 */
record Command(List<String> line, Path folder, Map<String, String> environment, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * How it ended.
     *
     * @param output what it wrote to standard output and standard error, in the order in which it came
     */
    record Result(int exit, String output) {
        /** This result, if the program ended well. */
        Result orThrow() {
            if (exit != 0) {
                throw new IllegalStateException("exit status " + exit + "\n" + output);
            }
            return this;
        }
    }

    static Command of(Object... words) {
        return new Command(List.of(), Gate.folder(), Map.of(), PATIENCE).and(words);
    }

    /** This command with more words; a collection stands for its elements. */
    Command and(Object... words) {
        List<String> more = new ArrayList<>(line);
        for (Object word : words) {
            if (word instanceof Collection<?> several) {
                several.forEach(one -> more.add(one.toString()));
            } else {
                more.add(word.toString());
            }
        }
        return new Command(List.copyOf(more), folder, environment, patience);
    }

    Command in(Path place) {
        return new Command(line, place, environment, patience);
    }

    Command with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Command(line, folder, Map.copyOf(more), patience);
    }

    Command within(Duration time) {
        return new Command(line, folder, environment, time);
    }

    Result run() {
        try {
            Path log = Files.createTempFile(Files.createDirectories(Gate.target()), "command", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.redirectOutput(log.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                String output = Files.readString(log);
                if (!ended) {
                    throw new IllegalStateException(line + ": still running after " + patience + "\n" + output);
                }
                return new Result(process.exitValue(), output);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                Files.deleteIfExists(log);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(line + ": interrupted", stop);
        }
    }

    /** Whether a program of this name can be run. */
    static boolean exists(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}

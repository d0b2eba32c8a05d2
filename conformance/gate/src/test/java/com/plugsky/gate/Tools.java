package com.plugsky.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Tools that are no Java: pinned by a lock file in this module, installed under target/ once, and again when their lock changes. */
final class Tools {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String STAMP = ".installed";

    private Tools() {}

    /**
     * Installs the npm packages that a folder of this module locks, and copies scripts of it beside them.
     *
     * @return the folder that holds {@code node_modules}
     */
    static synchronized Path node(String folder, String... scripts) {
        need("npm", "Node.js 20 or newer");
        Path source = Gate.folder().resolve(folder);
        Path installed = Gate.target().resolve("node").resolve(folder);
        once(installed, source.resolve("package-lock.json"), () -> {
            copy(source, installed, "package.json", "package-lock.json", ".npmrc");
            Command.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .in(installed)
                    .within(PATIENCE)
                    .run()
                    .orThrow();
        });
        copy(source, installed, scripts);
        return installed;
    }

    /** Makes a virtual environment with the packages that a folder of this module locks; returns its {@code bin}. */
    static synchronized Path python(String folder) {
        need("python3", "Python 3.11 or newer with venv");
        Path lock = Gate.folder().resolve(folder).resolve("requirements.txt");
        Path installed = Gate.target().resolve("python").resolve(folder);
        once(installed, lock, () -> {
            Command.of("python3", "-m", "venv", "--clear", installed).run().orThrow();
            Command.of(installed.resolve("bin/pip"), "install", "--quiet", "--disable-pip-version-check")
                    .and("--require-hashes", "--only-binary", ":all:", "-r", lock)
                    .within(PATIENCE)
                    .run()
                    .orThrow();
        });
        return installed.resolve("bin");
    }

    /** Builds the program that a Go module of this folder pins as its tool; returns the program. */
    static synchronized Path go(String folder, String packageName, String program) {
        need("go", "Go 1.26 or newer");
        Path module = Gate.folder().resolve(folder);
        Path installed = Gate.target().resolve("go").resolve(folder);
        once(
                installed,
                module.resolve("go.sum"),
                () -> Command.of("go", "install", "-mod=readonly", packageName)
                        .in(module)
                        .with("GOBIN", installed.toString())
                        .with("GOTOOLCHAIN", "local")
                        .within(PATIENCE)
                        .run()
                        .orThrow());
        return installed.resolve(program);
    }

    private static void need(String program, String product) {
        if (!Command.exists(program)) {
            throw new IllegalStateException(program + ": not found (expected: " + product + "; make test needs it)");
        }
    }

    private interface Installation {
        void run() throws IOException;
    }

    private static Path once(Path installed, Path lock, Installation installation) {
        try {
            byte[] wanted = Files.readAllBytes(lock);
            Path stamp = Files.createDirectories(installed).resolve(STAMP);
            if (!new String(wanted, StandardCharsets.UTF_8).equals(readOrEmpty(stamp))) {
                installation.run();
                Files.write(stamp, wanted);
            }
            return installed;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to, String... files) {
        try {
            for (String file : files) {
                Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String readOrEmpty(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            return "";
        }
    }
}

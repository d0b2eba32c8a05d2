package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.fuzz.AtExit;
import com.plugsky.conformance.fuzz.FuzzFindings;
import com.plugsky.conformance.fuzz.Schemathesis;
import com.plugsky.conformance.report.Finding;
import com.plugsky.conformance.report.Secrets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options on Schemathesis. */
final class FuzzOptions {
    private static final List<String> PHASES = List.of("--phases", "examples,coverage,fuzzing");

    @Option(
            names = "--fuzz",
            description = "Lets Schemathesis send some thousand requests too; it needs Python and takes minutes.")
    private boolean fuzz;

    @Option(names = "--schemathesis", paramLabel = "PATH", description = "Its program st, where it is not on the PATH.")
    private @Nullable Path program;

    boolean wanted() {
        return fuzz;
    }

    /** What it finds in a server; nothing where it was not asked for, or is not there, which is said. A run without a result is a finding. */
    List<Finding> findings(Target target, long seed, PrintStream out) {
        if (!fuzz) {
            return List.of();
        }
        Schemathesis schemathesis = Schemathesis.find(program);
        if (schemathesis == null) {
            out.println("fuzz: not applicable, Schemathesis is not there (" + Schemathesis.HOW + ")");
            return List.of();
        }
        out.println("fuzz: Schemathesis sends some thousand requests, which takes a minute or more");
        try {
            Path folder = Files.createTempDirectory("schemathesis");
            try (AtExit exit = AtExit.run(() -> deleteQuietly(folder))) {
                Schemathesis.Run run = schemathesis.run(target, seed, folder, PHASES);
                out.println("fuzz: " + run.report().line());
                return FuzzFindings.of(run.report(), target);
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            String why = Secrets.of(target).outOf(String.valueOf(failure.getMessage()));
            out.println("fuzz: " + why);
            return List.of(new Finding("schemathesis", "no result", why, "", true, ""));
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException kept) {
            System.err.println(folder + ": cannot be deleted");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

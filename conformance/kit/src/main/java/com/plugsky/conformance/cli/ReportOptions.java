package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Format;
import com.plugsky.conformance.report.Report;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where reports go. */
final class ReportOptions {
    private static final String COMPARED = "compared";

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "All reports: HTML, JSON, JUnit XML, SARIF, Markdown, badge.")
    private @Nullable Path folder;

    @Option(names = "--html", paramLabel = "FILE", description = "One page for people.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "For programs, and for --baseline.")
    private @Nullable Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML.")
    private @Nullable Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "SARIF 2.1.0, for code scanning.")
    private @Nullable Path sarif;

    @Option(names = "--markdown", paramLabel = "FILE", description = "A summary for a job or a pull request.")
    private @Nullable Path markdown;

    @Option(names = "--badge", paramLabel = "FILE", description = "The grade as an SVG.")
    private @Nullable Path badge;

    /** Refuses what cannot be written before anything is found out. */
    void prepare() {
        each((format, path) -> Format.prepare(path));
    }

    void write(Report report, Target target) {
        each((format, path) -> format.write(report, target, path));
    }

    /** The reports on the server that the first one was compared with, in a folder of their own; where a folder was asked for. */
    void writeCompared(Report report, Target target) {
        if (folder != null) {
            for (Format format : Format.values()) {
                format.write(report, target, folder.resolve(COMPARED).resolve(format.file()));
            }
        }
    }

    private void each(BiConsumer<Format, Path> what) {
        for (Format format : Format.values()) {
            if (folder != null) {
                what.accept(format, folder.resolve(format.file()));
            }
            Path file = file(format);
            if (file != null) {
                what.accept(format, file);
            }
        }
    }

    private @Nullable Path file(Format format) {
        return switch (format) {
            case HTML -> html;
            case JSON -> json;
            case JUNIT -> junit;
            case SARIF -> sarif;
            case MARKDOWN -> markdown;
            case BADGE -> badge;
        };
    }
}

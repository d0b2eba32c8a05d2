package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Format;
import com.plugsky.conformance.report.Report;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where reports go. */
final class ReportOptions {
    private final Map<Format, Path> files = new EnumMap<>(Format.class);

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "All reports: HTML, JSON, JUnit XML, SARIF, Markdown, badge.")
    private @Nullable Path folder;

    @Option(names = "--html", paramLabel = "FILE", description = "One page for people.")
    void html(Path file) {
        files.put(Format.HTML, file);
    }

    @Option(names = "--json", paramLabel = "FILE", description = "For programs, and for --baseline.")
    void json(Path file) {
        files.put(Format.JSON, file);
    }

    @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML.")
    void junit(Path file) {
        files.put(Format.JUNIT, file);
    }

    @Option(names = "--sarif", paramLabel = "FILE", description = "SARIF 2.1.0, for code scanning.")
    void sarif(Path file) {
        files.put(Format.SARIF, file);
    }

    @Option(names = "--markdown", paramLabel = "FILE", description = "A summary for a job or a pull request.")
    void markdown(Path file) {
        files.put(Format.MARKDOWN, file);
    }

    @Option(names = "--badge", paramLabel = "FILE", description = "The grade as an SVG.")
    void badge(Path file) {
        files.put(Format.BADGE, file);
    }

    void write(Report report, Target target) {
        if (folder != null) {
            for (Format format : Format.values()) {
                format.write(report, target, folder.resolve(format.file()));
            }
        }
        files.forEach((format, file) -> format.write(report, target, file));
    }
}

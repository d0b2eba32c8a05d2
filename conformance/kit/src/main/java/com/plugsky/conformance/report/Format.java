package com.plugsky.conformance.report;

import com.plugsky.conformance.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The kinds of files that a report is written as. */
public enum Format {
    HTML("report.html"),
    JSON("report.json"),
    JUNIT("junit.xml"),
    SARIF("report.sarif"),
    MARKDOWN("summary.md"),
    BADGE("badge.svg");

    /** Characters for the evidence of all failures together, so that the report of a thousand stays below 5 MB. */
    private static final int ROOM = 2_500_000;

    private static final int LEAST_TEXT = 400;
    private static final int MOST_TEXT = 16 * 1024;
    private static final int TEXTS = 3;

    private final String file;

    Format(String file) {
        this.file = file;
    }

    /** Its name in a folder of reports. */
    public String file() {
        return file;
    }

    /** The report in this format, without any of the target's keys. */
    public String of(Report report, Target target) {
        Secrets secrets = Secrets.of(target);
        Evidence evidence = new Evidence(target.endpoint(), secrets, most(report));
        return secrets.outOf(
                switch (this) {
                    case HTML -> new HtmlReport(report, evidence, target).page();
                    case JSON -> new JsonReport(report, evidence).text();
                    case JUNIT -> new JUnitXml(report, evidence).text();
                    case SARIF -> new Sarif(report, evidence).text();
                    case MARKDOWN -> new Markdown(report, evidence).text();
                    case BADGE -> Badge.of(report.score());
                });
    }

    /** Characters of one text. */
    private static int most(Report report) {
        int texts =
                TEXTS * Math.max(1, report.failures().size() + report.findings().size());
        return Math.clamp(ROOM / texts, LEAST_TEXT, MOST_TEXT);
    }

    /** Writes it, with the folders above it. */
    public void write(Report report, Target target, Path path) {
        prepare(path);
        try {
            Files.writeString(path, of(report, target));
        } catch (IOException failure) {
            throw new UncheckedIOException(path + ": cannot be written", failure);
        }
    }

    /**
     * Makes the folders above a file, so that what takes minutes to find out is not lost at the end.
     *
     * @throws IllegalArgumentException a file cannot be written there
     */
    public static void prepare(Path path) {
        Path file = path.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new IllegalArgumentException(path + ": its folder cannot be made", failure);
        }
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IllegalArgumentException(path + ": cannot be written (expected: a file)");
        }
    }
}

package com.plugsky.conformance.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the kit. */
@Command(
        name = "plugsky-conformance",
        description = "Holds a chat-completions server to the rules of the contract.",
        mixinStandardHelpOptions = true,
        subcommands = {GradeCommand.class, ReplayCommand.class, WalkCommand.class, UpstreamCommand.class},
        versionProvider = Main.Version.class)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The schema validator logs through SLF4J, and nothing here listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(arguments));
    }

    /** The version of the kit, as its jar says. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"plugsky-conformance " + version()};
        }
    }

    /** One line on what ended a command, and the exit code for wrong use. */
    private static int told(Exception failure) {
        System.err.println(
                switch (failure) {
                    case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
                    case AccessDeniedException denied -> denied.getFile() + ": must not be read or written";
                    case FileSystemException other -> other.getFile() + ": " + other.getReason();
                    case IOException other -> other.getMessage();
                    case UncheckedIOException other -> other.getMessage();
                    case IllegalArgumentException other -> other.getMessage();
                    case CommandLine.ParameterException other -> other.getMessage() + " (--help lists the options)";
                    default -> "the kit failed: " + failure;
                });
        return CommandLine.ExitCode.USAGE;
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(URI.class, new BaseUrl())
                .setParameterExceptionHandler((wrong, words) -> told(wrong))
                .setExecutionExceptionHandler((failure, line, parsed) -> told(failure))
                .execute(arguments);
    }
}

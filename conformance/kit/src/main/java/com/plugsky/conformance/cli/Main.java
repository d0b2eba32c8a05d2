package com.plugsky.conformance.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
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
        boolean expected = failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
        System.err.println(expected ? failure.getMessage() : "the kit failed: " + failure);
        return CommandLine.ExitCode.USAGE;
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> told(failure))
                .execute(arguments);
    }
}

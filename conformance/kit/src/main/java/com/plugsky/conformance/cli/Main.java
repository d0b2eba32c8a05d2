package com.plugsky.conformance.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the kit. */
@Command(
        name = "plugsky-conformance",
        description = "Holds a chat-completions server to the rules of the contract.",
        mixinStandardHelpOptions = true,
        subcommands = {GradeCommand.class, WalkCommand.class, UpstreamCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The schema validator logs through SLF4J, and nothing here listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}

package com.plugsky.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the server's jar: {@code plugsky serve}, {@code validate}, {@code keys}, {@code route}, {@code version}. */
@Command(
        name = "plugsky",
        description = "OpenAI-compatible chat completions with model routing.",
        subcommands = {Serve.class, Validate.class, KeysCommand.class, RouteCommand.class, Version.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs a command; a server goes on after this method has returned. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    /** The commands: a wrong flag is one line and exit code 2, any other failure one line each and exit code 1. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongFlag)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongFlag(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("plugsky: "
                + String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage"));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        var told = Failure.of(failure);
        told.lines().forEach(line -> command.getErr().println("plugsky: " + line));
        if (told.unexpected()) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}

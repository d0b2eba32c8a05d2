package com.plugsky.cli;

import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.FleetFault;
import com.plugsky.fleet.FleetFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugsky validate}: says whether a fleet file can be used, and if not, every reason. */
@Command(name = "validate", description = "Check a fleet file.", mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The fleet file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Override
    public Integer call() throws FleetFault {
        Fleet fleet = FleetFile.read(file, 1);
        spec.commandLine()
                .getOut()
                .println(file + ": valid, " + fleet.models().size() + " models, "
                        + fleet.workspaces().size() + " workspaces");
        return 0;
    }
}

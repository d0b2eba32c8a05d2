package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.walk.Misfit;
import com.plugsky.conformance.walk.WalkModels;
import com.plugsky.conformance.walk.WalkReport;
import com.plugsky.conformance.walk.WalkRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code walk}: sends generated requests, valid and broken in one place, and judges the answers. Exit 0: all fit; 1: some did not. */
@Command(
        name = "walk",
        description = "Sends generated requests, valid and broken in one place.",
        mixinStandardHelpOptions = true)
final class WalkCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--cases", description = "Defaults to ${DEFAULT-VALUE}.")
    private long cases = 100_000;

    @Option(names = "--seed", description = "Defaults to ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--connections", description = "Defaults to ${DEFAULT-VALUE}.")
    private int connections = 4;

    @Option(names = "--report", description = "A folder for contract-coverage.txt and .json.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI url = server.baseUrl;
        if (url == null) {
            System.err.println("--base-url: missing (expected: for example http://127.0.0.1:8080/v1)");
            return 2;
        }
        Target target = server.target(url);
        WalkModels models = new WalkModels(server.model, or(server.visionModel), or(server.fusionModel));
        WalkReport result = new WalkRun(target, Contract.bundled(), models, seed).run(cases, connections);
        for (Misfit misfit : result.misfits()) {
            System.out.println(misfit.text(url.toString()));
        }
        System.out.println(result.line());
        result.coverage().gaps().forEach(System.out::println);
        if (report != null) {
            result.write(report);
        }
        return result.failed() == 0 ? 0 : 1;
    }

    private String or(@Nullable String model) {
        return model == null ? server.model : model;
    }
}

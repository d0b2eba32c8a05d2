package com.plugsky.conformance.cli;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.walk.Misfit;
import com.plugsky.conformance.walk.WalkModels;
import com.plugsky.conformance.walk.WalkReport;
import com.plugsky.conformance.walk.WalkRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code walk}: sends generated requests, valid and broken in one place, and judges the answers. Exit as {@code grade}: 1 if some did not fit. */
@Command(
        name = "walk",
        description = "Sends generated requests, valid and broken in one place.",
        footer = "Exit 0: all answers fit; 1: some did not; 2: wrong use; 3: not reachable, or the key was refused.",
        mixinStandardHelpOptions = true)
final class WalkCommand implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 1_000;

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
        if (cases < 1) {
            throw new IllegalArgumentException("--cases: " + cases + " (expected: 1 or more)");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "--connections: " + connections + " (expected: 1 to " + MOST_CONNECTIONS + ")");
        }
        try (ScriptedUpstream upstream = server.upstream()) {
            return walk(server.target(upstream));
        }
    }

    private int walk(Target target) throws IOException, InterruptedException {
        Reach.Trouble trouble = new Reach(target).trouble();
        if (trouble != null) {
            System.err.println(trouble.line());
            return trouble.exit();
        }
        WalkRun run = new WalkRun(target, Contract.bundled(), WalkModels.of(target.models()), seed);
        WalkReport result;
        try (Ticker ticker = Ticker.of(System.out, () -> "walk: " + run.judged() + " of " + cases + " requests")) {
            result = run.run(cases, connections);
        }
        Secrets secrets = Secrets.of(target);
        for (Misfit misfit : result.misfits()) {
            System.out.println(secrets.outOf(misfit.text(Secrets.plain(target.baseUrl()))));
        }
        System.out.println(result.line());
        int gaps = result.coverage().gaps().size();
        if (gaps > 0) {
            System.out.println(gaps + " times a keyword of the contract was never kept, or never broken, by these cases"
                    + " (more cases do more; --report lists them)");
        }
        if (report != null) {
            result.write(report);
        }
        return result.failed() == 0 ? 0 : 1;
    }
}

package com.plugsky.conformance.cli;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.replay.ReplayFile;
import com.plugsky.conformance.report.Evidence;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.run.GradeRun;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: runs the rule of one failure again, and shows what is sent and what comes. Exit 0: it is kept now; 1: it is not. */
@Command(
        name = "replay",
        description = "Repeats one failure of a report, and shows what is sent and what comes.",
        footer = "Exit 0: the rule is kept now; 1: it is not; 2: wrong use; 3: not reachable, or the key was refused.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_TEXT = 64 * 1024;

    @Parameters(paramLabel = "FILE", description = "From a report's page.")
    private Path file = Path.of("");

    @Mixin
    private AskOptions ask = new AskOptions();

    @Option(names = "--base-url", description = "Another server than that of the file.")
    private @Nullable URI baseUrl;

    @Option(
            names = "--upstream-port",
            paramLabel = "PORT",
            description = "Starts the scripted upstream at this port, and not at that of the file.")
    private @Nullable Integer upstreamPort;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        ReplayFile replay = ReplayFile.read(file);
        Rule rule = Rules.all().stream()
                .filter(known -> known.id().equals(replay.rule()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": rule " + replay.rule() + " is not known to this version"));
        Integer port = upstreamPort == null ? replay.upstreamPort() : upstreamPort;
        Target target =
                ask.of(baseUrl == null ? replay.target() : replay.target().at(baseUrl));
        if (port == null) {
            return again(replay, rule, target);
        }
        try (ScriptedUpstream upstream = ServerOptions.upstream(port)) {
            return again(replay, rule, target.before(new Target.Upstream(upstream)));
        }
    }

    private int again(ReplayFile replay, Rule rule, Target target) {
        Reach.Trouble trouble = new Reach(target).trouble();
        if (trouble != null) {
            System.err.println(trouble.line());
            return trouble.exit();
        }
        out.printf("%s %s: %s%nthen: %s%n", rule.id(), rule.level(), rule.text(), replay.reason());
        GradeResult result = new GradeRun(target, Contract.bundled()).run(rule);
        show(result, new Evidence(target.endpoint(), Secrets.of(target), MOST_TEXT));
        return result.outcome() == Outcome.PASS ? 0 : 1;
    }

    private void show(GradeResult result, Evidence evidence) {
        if (!result.verdict().evidence().isEmpty()) {
            Exchange last = result.verdict().evidence().getLast();
            out.printf("%n> %s%n", evidence.request(last).replace("\n", "\n> "));
            out.printf("%n< %s%n%n", evidence.answer(last.answer()).replace("\n", "\n< "));
        }
        String reason = evidence.text(result.verdict().reason());
        out.printf("now: %s%s%n", result.outcome().word(), reason.isEmpty() ? "" : ": " + reason);
    }
}

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
import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: runs the rule of one failure again, and shows what is sent and what comes. Exit 0: it is kept now; 1: it is not. */
@Command(
        name = "replay",
        description = "Repeats one failure of a report, and shows what is sent and what comes.",
        footer = "Exit 0: the rule is kept now; 1: it is not; 2: wrong use; 3: not reachable, or the key was refused.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final int MOST_TEXT = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "FILE", description = "From a report's page.")
    private Path file = Path.of("");

    @Option(names = "--header", paramLabel = "HEADER", description = "A header for every request, as for grade.")
    private List<String> headers = List.of();

    @Option(names = "--base-url", description = "Another server than that of the file.")
    private @Nullable URI baseUrl;

    @Option(names = "--api-key", description = "A key that may ask for completions.")
    private @Nullable String apiKey;

    @Option(names = "--read-key", description = "A key that may only read.")
    private @Nullable String readKey;

    @Option(names = "--capped-key", description = "A key whose plan has the cheapest models only.")
    private @Nullable String cappedKey;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        try {
            return run();
        } catch (IOException | IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USE;
        }
    }

    private int run() throws IOException {
        ReplayFile replay = ReplayFile.read(file);
        Rule rule = Rules.all().stream()
                .filter(known -> known.id().equals(replay.rule()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": rule " + replay.rule() + " is not known to this version"));
        Target target = replay.target(new Target.Keys(apiKey, readKey, null, cappedKey, null), baseUrl, PATIENCE)
                .with(ServerOptions.headers(headers));
        Reach.Trouble trouble = new Reach(target, PATIENCE).trouble();
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
            out.printf("%n> %s%n", evidence.request(last.request()).replace("\n", "\n> "));
            out.printf("%n< %s%n%n", evidence.answer(last.answer()).replace("\n", "\n< "));
        }
        String reason = evidence.text(result.verdict().reason());
        out.printf("now: %s%s%n", result.outcome().word(), reason.isEmpty() ? "" : ": " + reason);
    }
}

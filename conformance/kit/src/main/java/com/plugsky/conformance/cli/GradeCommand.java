package com.plugsky.conformance.cli;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.params.ParameterResult;
import com.plugsky.conformance.params.TruthTable;
import com.plugsky.conformance.report.Console;
import com.plugsky.conformance.report.Finding;
import com.plugsky.conformance.report.Grade;
import com.plugsky.conformance.report.Report;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.run.Baseline;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.run.GradeRun;
import com.plugsky.conformance.talk.TalkRun;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.walk.WalkModels;
import com.plugsky.conformance.walk.WalkReport;
import com.plugsky.conformance.walk.WalkRun;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grade}: runs the rules against a server. Exit 0: no MUST failed; 1: some did; 2: wrong use; 3: not reachable or key refused. */
@Command(
        name = "grade",
        description = "Runs the rules against a server, and tells how well it keeps the contract.",
        footer =
                "Exit 0: no MUST of the profile failed; 1: some did; 2: wrong use; 3: not reachable, or the key was refused.",
        mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final String SCRIPTED = "scripted";
    private static final int CONNECTIONS = 4;
    private static final int CASES_A_TALK = 20;
    private static final int MOST_TALKS = 10_000;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--list", description = "Lists the rules and does not run them.")
    private boolean list;

    @Option(
            names = "--explain",
            paramLabel = "RULE",
            description = "Tells what a rule asks for, and who was hurt by its breach.")
    private @Nullable String explained;

    @Option(
            names = "--compare",
            paramLabel = "URL",
            description =
                    "Grades a second server, with the same keys and models, and lists the differences. The exit code is that of the first.")
    private @Nullable URI other;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier --json: only what got worse since then fails.")
    private @Nullable Path baseline;

    @Option(
            names = "--walk",
            paramLabel = "CASES",
            description =
                    "Sends so many generated requests too, and holds a conversation for each twenty. Defaults to ${DEFAULT-VALUE}.")
    private long cases;

    @Option(
            names = "--params",
            description =
                    "Tells of each parameter whether it is applied, refused, declared ignored or silently ignored.")
    private boolean params;

    @Mixin
    private FuzzOptions fuzz = new FuzzOptions();

    @Option(names = "--seed", description = "Of generated requests. Defaults to ${DEFAULT-VALUE}.")
    private long seed = 1;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (explained != null) {
            return explain(explained);
        }
        List<Rule> rules = choice.rules();
        if (list) {
            rules.forEach(rule -> out.printf("%-7s %-6s %s%n", rule.id(), rule.level(), rule.text()));
            return 0;
        }
        if (cases < 0) {
            throw new IllegalArgumentException("--walk: " + cases + " (expected: 0 or more)");
        }
        Baseline before = baseline == null ? null : Baseline.read(baseline);
        server.target(null);
        reports.prepare();
        try (ScriptedUpstream upstream = server.upstream()) {
            Target target = server.target(upstream);
            if (upstream != null && target.models().chat().equals(SCRIPTED)) {
                out.println(
                        "note: the model " + SCRIPTED
                                + " has one text for all, which rules on what a model says will not like (expected: --model with a real one)");
            }
            return reached(target, rules, before);
        }
    }

    private int reached(Target target, List<Rule> rules, @Nullable Baseline before)
            throws IOException, InterruptedException {
        Reach.Trouble trouble = new Reach(target).trouble();
        if (trouble == null && other != null) {
            trouble = new Reach(target.at(other)).trouble();
        }
        if (trouble != null) {
            System.err.println(trouble.line());
            return trouble.exit();
        }
        return grade(target, rules, before);
    }

    private int explain(String id) {
        Rule rule = Rules.all().stream()
                .filter(known -> known.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("--explain: " + id + " (expected: a rule; --list names them)"));
        String profiles = rule.profiles().stream().map(Profile::word).sorted().collect(Collectors.joining(", "));
        out.printf("%s %s: %s%n", rule.id(), rule.level(), rule.text());
        out.printf("profiles: %s%n", profiles);
        out.printf("why: %s%n", rule.reason().why());
        rule.reason().sources().forEach(source -> out.printf("source: %s%n", source));
        return 0;
    }

    private int grade(Target target, List<Rule> rules, @Nullable Baseline before) throws InterruptedException {
        Console console = new Console(Secrets.of(target));
        Report report = report(target, rules, console);
        if (before != null) {
            report = report.since(before.failed());
        }
        out.print(console.parameters(report));
        out.print(console.summary(report));
        reports.write(report, target);
        if (other != null) {
            Target second = target.at(other);
            out.println("second: " + Secrets.plain(other));
            Report compared = report(second, rules, console);
            reports.writeCompared(compared, second);
            out.print(console.comparison(report, compared));
        }
        if (report.score().grade() == Grade.NONE && cases == 0 && !params && !fuzz.wanted()) {
            System.err.println("no rule could be judged (expected: fixtures for the rules that were chosen)");
            return WRONG_USE;
        }
        List<GradeResult> failures = report.failures();
        List<Finding> found = report.findings().stream().filter(Finding::counts).toList();
        if (before != null) {
            failures = before.worse(report.results());
            found = before.news(found);
            out.print(console.since(failures, found, before.better(report.results())));
        }
        return !found.isEmpty() || failures.stream().anyMatch(GradeResult::failedMust) ? FAILED : 0;
    }

    private Report report(Target target, List<Rule> rules, Console console) throws InterruptedException {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long began = System.nanoTime();
        Contract contract = Contract.bundled();
        Progress progress = new Progress(console, out);
        List<GradeResult> results = new GradeRun(target, contract).run(rules, progress);
        List<Finding> findings = new ArrayList<>(cases > 0 ? walk(target, contract) : List.of());
        findings.addAll(fuzz.findings(target, seed, out));
        List<ParameterResult> parameters = params ? new TruthTable(target, contract).run() : List.of();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        var subject = new Report.Subject(
                Secrets.plain(target.baseUrl()),
                target.profile(),
                target.models().chat(),
                Main.version(),
                seed,
                new Report.Run(at, took));
        return new Report(subject, results, findings, parameters);
    }

    private List<Finding> walk(Target target, Contract contract) throws InterruptedException {
        WalkRun run = new WalkRun(target, contract, WalkModels.of(target.models()), seed);
        WalkReport walked;
        try (Ticker ticker = Ticker.of(out, () -> "walk: " + run.judged() + " of " + cases + " requests")) {
            walked = run.run(cases, CONNECTIONS);
        }
        out.println("walk: " + walked.line());
        TalkRun.Talked talked =
                new TalkRun(target, contract, seed).run((int) Math.min(MOST_TALKS, cases / CASES_A_TALK));
        out.println("talk: " + talked.line());
        Stream<Finding> misfits = walked.misfits().stream()
                .map(misfit -> new Finding(
                        "walk",
                        "generated request",
                        misfit.why(),
                        misfit.text(Secrets.plain(target.baseUrl())),
                        target.profile() != Profile.CORE || misfit.fault(),
                        ""));
        return Stream.concat(misfits, talked.misfits().stream()).toList();
    }
}

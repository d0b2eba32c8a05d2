package com.plugsky.conformance.cli;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grade}: runs the rules against a server. Exit 0: no MUST failed; 1: some did; 2: wrong use; 3: not reachable or key refused. */
@Command(name = "grade", description = "Runs the rules against a server.", mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int UNREACHABLE = 3;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--list", description = "Lists the rules and does not run them.")
    private boolean list;

    @Option(names = "--only", split = ",", description = "Ids or groups, for example REQ-10,STR.")
    private List<String> only = new ArrayList<>();

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        List<Rule> rules = Rules.all().stream().filter(this::wanted).toList();
        if (list) {
            rules.forEach(rule -> out.printf("%-7s %-6s %s%n", rule.id(), rule.level(), rule.text()));
            return 0;
        }
        URI url = server.baseUrl;
        if (url == null) {
            System.err.println("--base-url: missing (expected: for example http://127.0.0.1:8080/v1)");
            return WRONG_USE;
        }
        try {
            return grade(server.target(url), rules);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USE;
        }
    }

    private boolean wanted(Rule rule) {
        return only.isEmpty() || only.contains(rule.id()) || only.contains(rule.group());
    }

    private int grade(Target target, List<Rule> rules) {
        String trouble = unreachable(target);
        if (trouble != null) {
            System.err.println(trouble);
            return UNREACHABLE;
        }
        Contract contract = Contract.bundled();
        Tally tally = new Tally();
        for (Rule rule : rules) {
            Verdict verdict = rule.verdict(target, contract);
            tally.add(rule, verdict);
            if (verdict.outcome() == Outcome.FAIL || verdict.outcome() == Outcome.INCONCLUSIVE) {
                out.printf("%-12s %s %s: %s%n", word(verdict.outcome()), rule.id(), rule.text(), verdict.reason());
            }
        }
        out.print(tally.table());
        return tally.count(Level.MUST, Outcome.FAIL) == 0 ? 0 : FAILED;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** One line on why the server cannot be graded; null when it can. */
    private static @Nullable String unreachable(Target target) {
        Deadline deadline = Deadline.in(CONNECT);
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            Request request = Request.get(target.endpoint().path() + "/models");
            String key = target.keys().infer();
            int status = wire.exchange(key == null ? request : request.with("Authorization", "Bearer " + key), deadline)
                    .status();
            return status == 401 || status == 403 ? target.baseUrl() + " refuses the key (" + status + ")" : null;
        } catch (IOException failure) {
            return target.baseUrl() + " is not reachable: " + failure.getMessage();
        }
    }
}

package com.plugsky.conformance.cli;

import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that choose rules. */
final class RuleChoice {
    @Option(names = "--only", split = ",", paramLabel = "RULE", description = "Ids or groups, for example REQ-10,STR.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--skip", split = ",", paramLabel = "RULE", description = "Ids or groups that are left out.")
    private List<String> skip = new ArrayList<>();

    /**
     * The chosen rules.
     *
     * @throws IllegalArgumentException a name is that of no rule
     */
    List<Rule> rules() {
        List<String> wanted = known("--only", only);
        List<String> unwanted = known("--skip", skip);
        List<Rule> rules = Rules.all().stream()
                .filter(rule -> wanted.isEmpty() || in(rule, wanted))
                .filter(rule -> !in(rule, unwanted))
                .toList();
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("--only, --skip: no rule is left (expected: one at least)");
        }
        return rules;
    }

    private static boolean in(Rule rule, List<String> names) {
        return names.contains(rule.id()) || names.contains(rule.group());
    }

    private static List<String> known(String option, List<String> texts) {
        List<String> names = texts.stream()
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .toList();
        for (String name : names) {
            if (Rules.all().stream().noneMatch(rule -> in(rule, List.of(name)))) {
                throw new IllegalArgumentException(
                        option + ": " + name + " (expected: a rule or a group; --list names them)");
            }
        }
        return names;
    }
}

package com.plugsky.conformance.mutant;

import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue of mutants. */
public final class Mutants {
    /** Rules that no mutant can break, each with the reason. */
    private static final Map<String, String> UNBROKEN = Map.of(
            "FUS-07", "it has no experiment yet",
            "AUT-07", "it cannot be seen from outside",
            "HDR-05", "it applies to servers with limits only",
            "STR-19", "silence cannot be made by a proxy in short time",
            "STR-25", "it counts against a server only if three long answers took their time");

    private Mutants() {}

    /** All, by the groups of the rules that they are meant for. */
    public static List<Mutant> all() {
        return Stream.of(
                        RequestMutants.all(),
                        AnswerMutants.all(),
                        FramingMutants.all(),
                        StreamMutants.all(),
                        ToolMutants.all(),
                        FaultMutants.all(),
                        HeaderMutants.all(),
                        TroubleMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that a rule must notice. */
    public static List<Mutant> of(Rule rule) {
        return all().stream()
                .filter(mutant -> mutant.kills().contains(rule.id()))
                .toList();
    }

    /** Rules without a mutant, by id, and why they have none. */
    public static Map<String, String> unbroken() {
        return UNBROKEN;
    }

    /** Ids of rules that have neither a mutant nor a reason. */
    public static List<String> open() {
        return Rules.all().stream()
                .filter(rule -> of(rule).isEmpty() && !UNBROKEN.containsKey(rule.id()))
                .map(Rule::id)
                .toList();
    }
}

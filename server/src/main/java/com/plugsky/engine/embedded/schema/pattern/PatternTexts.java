package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A maker of texts that keep patterns: by chance first, then by an automaton that knows whether there is such a text at
 * all. What it gives was matched by the caller's own engine. One thread.
 */
public final class PatternTexts {

    private static final int SAMPLES = 6;
    private static final int LATER_SAMPLES = 10;
    private static final int LENGTHS = 8;
    private static final int WALKS = 24;
    private static final int ORDERED = 400;

    /** How many automata are remembered. */
    private static final int MAX_KNOWN = 64;

    /**
     * What a text must keep.
     *
     * @param patterns all of them match
     * @param refused none of them matches
     */
    public record Demand(List<String> patterns, List<String> refused, int shortest, int longest) {}

    /**
     * What came of a search.
     *
     * @param text null if none was found
     * @param impossible whether it is certain that there is none
     * @param steps the work that it took
     */
    public record Found(@Nullable String text, boolean impossible, int steps) {}

    private record Known(@Nullable Automaton automaton, int steps) {}

    private final Map<String, Optional<Expression>> expressions = new HashMap<>();
    private final Map<List<List<String>>, Known> automata = new HashMap<>();

    /** @param keeps the last check of a text, lengths included */
    public Found find(Demand demand, Picker picker, Predicate<String> keeps) {
        List<Expression> read = demand.patterns().stream()
                .map(this::expression)
                .filter(Objects::nonNull)
                .toList();
        Found sampled = sampled(read, SAMPLES, demand, picker, keeps);
        if (sampled.text() != null) {
            return sampled;
        }
        List<List<String>> key = List.of(demand.patterns(), demand.refused());
        Known known = automata.get(key);
        int steps = sampled.steps();
        if (known == null) {
            known = build(demand);
            steps += known.steps();
            if (automata.size() < MAX_KNOWN) {
                automata.put(key, known);
            }
        }
        Automaton automaton = known.automaton();
        List<Integer> lengths =
                automaton == null ? null : automaton.lengths(demand.shortest(), demand.longest(), LENGTHS);
        if (automaton == null || lengths == null) {
            Found later = sampled(read, LATER_SAMPLES, demand, picker, keeps);
            return new Found(later.text(), false, steps + later.steps());
        }
        String walked = walked(automaton, lengths, picker, keeps);
        return new Found(walked, lengths.isEmpty(), steps + WALKS);
    }

    private static @Nullable String walked(
            Automaton automaton, List<Integer> lengths, Picker picker, Predicate<String> keeps) {
        for (int i = 0; i < WALKS && !lengths.isEmpty(); i++) {
            String text = new Walk(automaton, picker.of(lengths)).text(picker);
            if (keeps.test(text)) {
                return text;
            }
        }
        for (int length : lengths) {
            String text = new Walk(automaton, length).first(ORDERED, keeps);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static Found sampled(
            List<Expression> read, int rounds, Demand demand, Picker picker, Predicate<String> keeps) {
        int steps = 0;
        for (int round = 0; round < rounds && !read.isEmpty(); round++) {
            int extra = extra(round, demand.shortest(), picker);
            var sample = Sampler.sample(read.get(round % read.size()), extra, demand.longest(), picker);
            steps += sample.steps();
            if (sample.text() != null && keeps.test(sample.text())) {
                return new Found(sample.text(), false, steps);
            }
        }
        return new Found(null, false, steps);
    }

    /** How often the repetitions of a pattern repeat beyond their least, round by round. */
    private static int extra(int round, int shortest, Picker picker) {
        return switch (round) {
            case 0, 1 -> Math.min(2 + picker.next(4), 2 + shortest);
            case 2, 3 -> round - 2;
            case 4 -> shortest;
            default -> round * round;
        };
    }

    private Known build(Demand demand) {
        var languages = new Languages();
        var parts = new ArrayList<Language>();
        try {
            demand.patterns().forEach(pattern -> add(pattern, true, languages, parts));
            demand.refused().forEach(pattern -> add(pattern, false, languages, parts));
            boolean blind = parts.isEmpty() && !demand.patterns().isEmpty();
            Automaton automaton = blind ? null : Automaton.of(languages.both(parts), languages);
            return new Known(automaton, languages.size());
        } catch (Languages.TooMany e) {
            return new Known(null, languages.size());
        }
    }

    private void add(String pattern, boolean wanted, Languages languages, List<Language> parts) {
        Expression expression = expression(pattern);
        Language language = expression == null ? null : Translation.of(expression, languages);
        if (language != null) {
            parts.add(wanted ? language : languages.not(language));
        }
    }

    private @Nullable Expression expression(String pattern) {
        return expressions
                .computeIfAbsent(pattern, source -> Optional.ofNullable(ExpressionReader.read(source)))
                .orElse(null);
    }
}

package com.plugsky.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models {@code mock/*}, which misbehave on purpose. Two kinds have a number in their id: they answer to each number of
 * their range, and only some of them are listed.
 */
final class MockModels {

    /** No model of a fleet file has an id that begins so. */
    static final String PREFIX = "mock/";

    private static final int CONTEXT = 128_000;
    private static final int MAX_OUTPUT = 16_384;

    private static final List<Family> FAMILIES = List.of(
            new Family(Target.Mock.Kind.STATUS, 400, 599, List.of(429, 500, 503)),
            new Family(Target.Mock.Kind.CUT_AFTER, 0, 999, List.of(3)));

    private static final List<Model> LISTED =
            Arrays.stream(Target.Mock.Kind.values()).flatMap(MockModels::listed).toList();

    private MockModels() {}

    /** Those that a list of models shows. */
    static List<Model> listed() {
        return LISTED;
    }

    /** The mock that answers to this id though no list shows it; null if there is none. */
    static @Nullable Model unlisted(String id) {
        Family family = family(id);
        return family == null ? null : family.member(id);
    }

    /** The ids that were perhaps meant; null if this one is like none of a range. */
    static @Nullable String expected(String id) {
        Family family = family(id);
        return family == null ? null : family.id(family.least) + " to " + family.id(family.most);
    }

    private static @Nullable Family family(String id) {
        return FAMILIES.stream()
                .filter(family -> id.startsWith(family.prefix()))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Model> listed(Target.Mock.Kind kind) {
        return FAMILIES.stream()
                .filter(family -> family.kind == kind)
                .findFirst()
                .map(family -> family.listed.stream().map(number -> model(family.id(number), kind, number)))
                .orElseGet(() -> Stream.of(model(name(kind), kind, 0)));
    }

    private static String name(Target.Mock.Kind kind) {
        return PREFIX + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Model model(String id, Target.Mock.Kind kind, int number) {
        return new Model(
                id,
                Tier.FREE,
                CONTEXT,
                MAX_OUTPUT,
                null,
                0,
                Set.of(Ability.values()),
                List.of(),
                List.of(new Target.Mock(kind, number)),
                true);
    }

    /** A kind whose ids end in a number, which is written in one way only. */
    private record Family(Target.Mock.Kind kind, int least, int most, List<Integer> listed) {

        private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");

        String prefix() {
            return name(kind) + "-";
        }

        String id(int number) {
            return prefix() + number;
        }

        @Nullable
        Model member(String id) {
            String written = id.substring(prefix().length());
            int number = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : -1;
            return number < least || number > most ? null : model(id, kind, number);
        }
    }
}

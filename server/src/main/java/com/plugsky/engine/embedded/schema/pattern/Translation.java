package com.plugsky.engine.embedded.schema.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The translation of an expression into the language of all texts in which it is found somewhere. One thread.
 *
 * <p>A text stands between two marks, which {@code ^} and {@code $} read. What must follow at a place is joined with
 * the rest of the expression there, so each part is translated together with what comes after it.
 */
final class Translation {

    /** An expression with references back, borders of words or looks behind has no language here. */
    private static final class Untranslatable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Untranslatable() {
            super("untranslatable", null, false, false);
        }
    }

    private final Languages languages;

    private Translation(Languages languages) {
        this.languages = languages;
    }

    /** The language; null if the expression has none that can be built. */
    static @Nullable Language of(Expression expression, Languages languages) {
        try {
            Language found = new Translation(languages).with(expression, languages.all);
            return languages.then(languages.all, found);
        } catch (Untranslatable e) {
            return null;
        }
    }

    private Language with(Expression expression, Language rest) {
        return switch (expression) {
            case Expression.Letter letter -> languages.then(languages.letter(letter.chars()), rest);
            case Expression.Row row -> row(row.parts(), rest);
            case Expression.OneOf oneOf ->
                languages.either(oneOf.branches().stream()
                        .map(branch -> with(branch, rest))
                        .toList());
            case Expression.Group group -> with(group.body(), rest);
            case Expression.Repeat repeat -> repeat(repeat, rest);
            case Expression.Ahead ahead -> {
                Language following = with(ahead.body(), languages.all);
                yield languages.both(List.of(ahead.wanted() ? following : languages.not(following), rest));
            }
            case Expression.Start start -> languages.then(languages.letter(Chars.one(Chars.START)), rest);
            case Expression.End end -> languages.then(languages.letter(Chars.one(Chars.END)), rest);
            case Expression.Behind behind -> throw new Untranslatable();
            case Expression.Again again -> throw new Untranslatable();
            case Expression.Border border -> throw new Untranslatable();
        };
    }

    private Language row(List<Expression> parts, Language rest) {
        Language language = rest;
        for (int i = parts.size() - 1; i >= 0; i--) {
            language = with(parts.get(i), language);
        }
        return language;
    }

    private Language repeat(Expression.Repeat repeat, Language rest) {
        if (looks(repeat.body())) {
            if (repeat.most() != 1) {
                throw new Untranslatable();
            }
            Language once = with(repeat.body(), rest);
            return repeat.least() == 0 ? languages.either(List.of(once, rest)) : once;
        }
        Language body = with(repeat.body(), languages.empty);
        return languages.then(languages.many(body, repeat.least(), repeat.most()), rest);
    }

    /** Whether an expression reads more than its own characters. */
    private static boolean looks(Expression expression) {
        return switch (expression) {
            case Expression.Letter letter -> false;
            case Expression.Row row -> row.parts().stream().anyMatch(Translation::looks);
            case Expression.OneOf oneOf -> oneOf.branches().stream().anyMatch(Translation::looks);
            case Expression.Group group -> looks(group.body());
            case Expression.Repeat repeat -> looks(repeat.body());
            case Expression.Ahead ahead -> true;
            case Expression.Behind behind -> true;
            case Expression.Start start -> true;
            case Expression.End end -> true;
            case Expression.Again again -> true;
            case Expression.Border border -> true;
        };
    }
}

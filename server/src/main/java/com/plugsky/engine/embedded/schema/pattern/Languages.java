package com.plugsky.engine.embedded.schema.pattern;

import com.plugsky.engine.embedded.schema.pattern.Language.Form;
import com.plugsky.engine.embedded.schema.pattern.Language.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A maker of languages: it takes what is equal together and leaves out what says nothing, so that the derivatives of a
 * language are few. One thread.
 */
final class Languages {

    /** How many languages and steps from one to the next are remembered. */
    private static final int MAX_KNOWN = 60_000;

    /** The end of an attempt that takes too much room. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many languages", null, false, false);
        }
    }

    private record Step(int language, int c) {}

    private final Map<Form, Language> known = new LinkedHashMap<>();
    private final Map<Step, Language> steps = new HashMap<>();

    final Language none = make(Kind.NONE, List.of());
    final Language empty = make(Kind.EMPTY, List.of());

    /** Every row of characters and marks. */
    final Language all = many(letter(Chars.ANY_AND_MARKS), 0, Expression.ENDLESS);

    /** How much was made: a measure of the work. */
    int size() {
        return known.size() + steps.size();
    }

    /** The sets of characters that occur. */
    List<Chars> letters() {
        return known.keySet().stream()
                .filter(form -> form.kind() == Kind.LETTER)
                .map(Form::chars)
                .distinct()
                .toList();
    }

    Language letter(Chars chars) {
        return chars.ranges().isEmpty() ? none : intern(new Form(Kind.LETTER, List.of(), chars, 0, 0));
    }

    Language then(Language first, Language second) {
        if (first == none || second == none) {
            return none;
        }
        if (first == empty) {
            return second;
        }
        if (second == empty) {
            return first;
        }
        if (first.kind == Kind.THEN) {
            return then(first.parts.getFirst(), then(first.parts.getLast(), second));
        }
        if (first == all && second == all) {
            return all;
        }
        return make(Kind.THEN, List.of(first, second));
    }

    Language either(List<Language> languages) {
        Set<Language> parts = flat(Kind.EITHER, languages);
        parts.remove(none);
        if (parts.contains(all)) {
            return all;
        }
        return several(Kind.EITHER, parts, none);
    }

    Language both(List<Language> languages) {
        Set<Language> parts = flat(Kind.BOTH, languages);
        parts.remove(all);
        boolean clash = parts.contains(none)
                || parts.stream().anyMatch(part -> part.kind == Kind.NOT && parts.contains(part.parts.getFirst()));
        return clash ? none : several(Kind.BOTH, parts, all);
    }

    private Language several(Kind kind, Set<Language> parts, Language without) {
        if (parts.isEmpty()) {
            return without;
        }
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        var sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingInt(part -> part.id));
        return make(kind, List.copyOf(sorted));
    }

    private static Set<Language> flat(Kind kind, List<Language> languages) {
        var parts = new LinkedHashSet<Language>();
        for (Language language : languages) {
            if (language.kind == kind) {
                parts.addAll(language.parts);
            } else {
                parts.add(language);
            }
        }
        return parts;
    }

    Language not(Language language) {
        if (language.kind == Kind.NOT) {
            return language.parts.getFirst();
        }
        return language == none ? all : language == all ? none : make(Kind.NOT, List.of(language));
    }

    Language many(Language body, int least, int most) {
        if (most == 0 || body == empty) {
            return empty;
        }
        if (body == none) {
            return least == 0 ? empty : none;
        }
        if (least == 1 && most == 1) {
            return body;
        }
        if (body.kind == Kind.MANY && body.least == 0 && body.most == Expression.ENDLESS) {
            return body;
        }
        return intern(new Form(Kind.MANY, List.of(body), Chars.NONE, least, most));
    }

    /** What may follow in a language once this character was read. */
    Language after(Language language, int c) {
        if (language.parts.isEmpty()) {
            return language.chars.has(c) ? empty : none;
        }
        var step = new Step(language.id, c);
        Language known = steps.get(step);
        if (known == null) {
            known = read(language, c);
            steps.put(step, known);
        }
        return known;
    }

    private Language read(Language language, int c) {
        return switch (language.kind) {
            case NONE, EMPTY, LETTER -> none;
            case THEN -> {
                Language second = language.parts.getLast();
                Language read = then(after(language.parts.getFirst(), c), second);
                yield language.parts.getFirst().empty ? either(List.of(read, after(second, c))) : read;
            }
            case EITHER -> either(each(language.parts, c));
            case BOTH -> both(each(language.parts, c));
            case NOT -> not(after(language.parts.getFirst(), c));
            case MANY -> {
                Language body = language.parts.getFirst();
                int most = language.most == Expression.ENDLESS ? language.most : language.most - 1;
                yield then(after(body, c), many(body, Math.max(0, language.least - 1), most));
            }
        };
    }

    private List<Language> each(List<Language> parts, int c) {
        return parts.stream().map(part -> after(part, c)).toList();
    }

    private Language make(Kind kind, List<Language> parts) {
        return intern(new Form(kind, parts, Chars.NONE, 0, 0));
    }

    private Language intern(Form form) {
        Language made = known.get(form);
        if (made == null) {
            if (size() > MAX_KNOWN) {
                throw new TooMany();
            }
            made = new Language(known.size(), form);
            known.put(form, made);
        }
        return made;
    }
}

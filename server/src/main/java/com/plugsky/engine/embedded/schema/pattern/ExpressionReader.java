package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of regular expressions as JSON Schema has them. One use. */
final class ExpressionReader {

    private static final int MAX_DEPTH = 64;

    private final Source source;
    private final Map<String, Integer> names = new HashMap<>();
    private int groups;

    /** Whether nothing was consumed since the start of the text, so that a further {@code ^} says nothing. */
    private boolean atStart;

    private ExpressionReader(String pattern) {
        this.source = new Source(pattern);
    }

    /** The expression; null if it is not understood. */
    static @Nullable Expression read(String pattern) {
        try {
            var reader = new ExpressionReader(pattern);
            Expression whole = reader.oneOf(0);
            return reader.source.ended() ? whole : null;
        } catch (Source.NotUnderstood e) {
            return null;
        }
    }

    private Expression oneOf(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Source.NotUnderstood();
        }
        boolean before = atStart;
        boolean after = true;
        var branches = new ArrayList<Expression>();
        do {
            atStart = before;
            branches.add(row(depth));
            after &= atStart;
        } while (source.eat("|"));
        atStart = after;
        return branches.size() == 1 ? branches.getFirst() : new Expression.OneOf(List.copyOf(branches));
    }

    private Expression row(int depth) {
        var parts = new ArrayList<Expression>();
        while (!source.ended() && source.peek() != '|' && source.peek() != ')') {
            parts.add(repeated(depth));
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Row(List.copyOf(parts));
    }

    private Expression repeated(int depth) {
        Expression once = atom(depth);
        int least;
        int most = Expression.ENDLESS;
        if (source.eat("*")) {
            least = 0;
        } else if (source.eat("+")) {
            least = 1;
        } else if (source.eat("?")) {
            least = 0;
            most = 1;
        } else if (source.counts()) {
            source.next();
            least = source.number();
            if (!source.eat(",")) {
                most = least;
            } else if (source.peek() != '}') {
                most = source.number();
            }
            source.expect("}");
        } else {
            return once;
        }
        if (!source.eat("?")) {
            source.eat("+");
        }
        if (most < least) {
            throw new Source.NotUnderstood();
        }
        return new Expression.Repeat(once, least, most);
    }

    private Expression atom(int depth) {
        char c = source.peek();
        if (c == '^' || c == '$') {
            source.next();
            boolean said = c == '^' && atStart;
            atStart |= c == '^';
            return said ? Expression.NOTHING : c == '^' ? new Expression.Start() : new Expression.End();
        }
        if (c == '(') {
            source.next();
            return group(depth);
        }
        if (c == '\\') {
            source.next();
            Expression zeroWidth = backslash();
            if (zeroWidth != null) {
                return zeroWidth;
            }
        }
        atStart = false;
        return Expression.Letter.of(
                switch (c) {
                    case '.' -> {
                        source.next();
                        yield Chars.LINE_ENDS.others();
                    }
                    case '[' -> {
                        source.next();
                        yield new ClassReader(source).brackets();
                    }
                    case '\\' -> new ClassReader(source).escape();
                    case '*', '+', '?' -> throw new Source.NotUnderstood();
                    default -> Chars.one(source.codePoint());
                });
    }

    /** Reads an escape that is no character; null if it is one, which is then still to be read. */
    private @Nullable Expression backslash() {
        char c = source.peek();
        if (c >= '1' && c <= '9') {
            atStart = false;
            return new Expression.Again(source.next() - '0');
        }
        if (c == 'k') {
            source.next();
            source.expect("<");
            Integer group = names.get(source.until('>'));
            if (group == null) {
                throw new Source.NotUnderstood();
            }
            atStart = false;
            return new Expression.Again(group);
        }
        if (c == 'b' || c == 'B') {
            source.next();
            return new Expression.Border();
        }
        return null;
    }

    private Expression group(int depth) {
        boolean before = atStart;
        if (source.eat("?=") || source.eat("?!")) {
            boolean wanted = source.behind() == '=';
            Expression body = oneOf(depth + 1);
            source.expect(")");
            atStart = before;
            return new Expression.Ahead(body, wanted);
        }
        if (source.eat("?<=") || source.eat("?<!")) {
            boolean wanted = source.behind() == '=';
            atStart = false;
            Expression body = oneOf(depth + 1);
            source.expect(")");
            atStart = before;
            return new Expression.Behind(body, wanted);
        }
        int number = 0;
        if (!source.eat("?:")) {
            number = ++groups;
            if (source.eat("?<")) {
                names.put(source.until('>'), number);
            } else if (source.peek() == '?') {
                throw new Source.NotUnderstood();
            }
        }
        Expression body = oneOf(depth + 1);
        source.expect(")");
        return number == 0 ? body : new Expression.Group(number, body);
    }
}

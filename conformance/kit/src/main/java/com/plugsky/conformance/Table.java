package com.plugsky.conformance;

import com.plugsky.conformance.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule made of rows: the minimal request with some members changed, and what has to come of it.
 *
 * <p>Members are written as JSON with single quotes: {@code must("REQ-12", "...").refused("n", "{'n': 0}").rule()}.
 */
public final class Table {
    private final String id;
    private final Level level;
    private final String text;
    private final List<Check> rows = new ArrayList<>();

    private Table(String id, Level level, String text) {
        this.id = id;
        this.level = level;
        this.text = text;
    }

    public static Table must(String id, String text) {
        return new Table(id, Level.MUST, text);
    }

    public static Table should(String id, String text) {
        return new Table(id, Level.SHOULD, text);
    }

    /** Rows that must be 200. */
    public Table accepted(String... members) {
        for (String row : members) {
            rows.add(probe -> Expect.within(row, () -> Expect.status(probe.chat(probe.minimalWith(row)), 200)));
        }
        return this;
    }

    /** Rows that must be 400 and name this param; null where none is asked for. */
    public Table refused(@Nullable String param, String... members) {
        for (String row : members) {
            rows.add(probe ->
                    Expect.within(row, () -> Expect.badRequest(probe, probe.chat(probe.minimalWith(row)), param)));
        }
        return this;
    }

    /** Rows that core servers may accept too, and others must refuse. */
    public Table refusedBeyondCore(@Nullable String param, String... members) {
        for (String row : members) {
            rows.add(probe -> Expect.within(row, () -> {
                Answer answer = Expect.noServerFault(probe.chat(probe.minimalWith(row)));
                if (answer.status() != 200 || !probe.profile(Profile.CORE)) {
                    Expect.badRequest(probe, answer, param);
                }
            }));
        }
        return this;
    }

    /** Rows that must be 400; beyond core their param is at this place or below it. */
    public Table refusedBelow(String place, String... members) {
        for (String row : members) {
            rows.add(probe -> Expect.within(row, () -> {
                JsonNode error = Expect.badRequest(probe, probe.chat(probe.minimalWith(row)), null);
                String param = error.path("param").asString("");
                Expect.that(
                        probe.profile(Profile.CORE) || param.startsWith(place),
                        "error.param: %s (expected: at %s)",
                        param,
                        place);
            }));
        }
        return this;
    }

    /** An empty array in this member: none by the contract, 400 at OpenAI, either at core servers. */
    public Table empty(String member) {
        rows.add(probe -> {
            ObjectNode body = probe.minimal();
            body.putArray(member);
            Answer answer = Expect.noServerFault(probe.chat(body));
            switch (probe.target().profile()) {
                case PLUGSKY -> Expect.status(answer, 200);
                case STRICT -> Expect.badRequest(probe, answer, member);
                case CORE ->
                    Expect.that(answer.status() == 200 || answer.status() == 400, "status: %d", answer.status());
            }
        });
        return this;
    }

    /** Requests without one member; they must be 400 and name it. */
    public Table refusedWithout(String member) {
        rows.add(probe -> Expect.within("without " + member, () -> {
            ObjectNode body = probe.minimal();
            body.remove(member);
            Expect.badRequest(probe, probe.chat(body), member);
        }));
        return this;
    }

    public Table and(Check row) {
        rows.add(row);
        return this;
    }

    public Rule rule() {
        List<Check> all = List.copyOf(rows);
        Check check = probe -> {
            for (Check row : all) {
                row.run(probe);
            }
        };
        return level == Level.MUST ? Rule.must(id, text, check) : Rule.should(id, text, check);
    }
}

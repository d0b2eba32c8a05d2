package com.plugsky.conformance.mod;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRulesTest {
    private static String entry(String id, String more) {
        return "{\"id\":\"" + id + "\",\"object\":\"model\",\"created\":1,\"owned_by\":\"o\"" + more + "}";
    }

    /** Lists so many models; the one of this id has one member more when it is asked for alone. */
    private static String answer(String request, int models, String differs) {
        String path = request.split(" ")[1];
        if (path.endsWith("/models")) {
            return ScriptedServer.json(
                    200,
                    IntStream.range(0, models)
                            .mapToObj(i -> entry("m" + i, ""))
                            .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}")));
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (request.startsWith("POST")) {
            return Right.answer("Hi");
        }
        return id.startsWith("no-such")
                ? Right.error(404, "model", "model_not_found")
                : ScriptedServer.json(200, entry(id, id.equals(differs) ? ",\"tier\":\"free\"" : ""));
    }

    @ParameterizedTest
    @CsvSource({
        "3, none, PASS, ''",
        "3, m0, FAIL, 'model \"m0\"'",
        "3, m2, FAIL, 'model \"m2\"'",
        "65, none, PASS, '1 of 65 models'"
    })
    void comparesEachModelAsAWhole(int models, String differs, Outcome outcome, String reason) throws IOException {
        Verdict verdict = Graded.rule("MOD-02", Profile.CORE, request -> answer(request, models, differs));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        assertThat(verdict.reason()).startsWith(reason);
    }

    @Test
    void saysHowManyModelsWereNotAsked() throws IOException {
        Verdict few = Graded.rule("MOD-03", Profile.STRICT, request -> answer(request, 64, "none"));
        Verdict many = Graded.rule("MOD-03", Profile.STRICT, request -> answer(request, 70, "none"));

        assertThat(few.outcome()).isEqualTo(Outcome.PASS);
        assertThat(few.reason()).isEmpty();
        assertThat(many.outcome()).isEqualTo(Outcome.PASS);
        assertThat(many.reason()).isEqualTo("6 of 70 models");
    }

    /** Others may hear, draw, or cost. */
    @Test
    void asksOnlyTheModelsThatItWasToldOfInCore() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> answer(request, 3, "none"))) {
            Target target = Target.of(server.baseUrl(), Profile.CORE, Target.Keys.of(null), Target.Models.of("m1"));

            assertThat(Graded.rule("MOD-03", target).outcome()).isEqualTo(Outcome.PASS);
            assertThat(server.requests().stream().filter(request -> request.startsWith("POST")))
                    .singleElement()
                    .satisfies(request -> assertThat(request).contains("\"m1\""));
        }
    }
}

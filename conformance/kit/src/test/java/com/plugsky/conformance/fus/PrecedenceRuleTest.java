package com.plugsky.conformance.fus;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceRuleTest {
    private static final Target.Routed ROUTED = new Target.Routed("own", "plain");

    /** Takes the first strategy that it finds in these places, in this order. */
    private static String answer(String request, String places) {
        String strategy = "balanced";
        for (String place : places.split(">")) {
            String found = switch (place) {
                case "request" -> Right.asked(request).at("/fusion/strategy").asString("");
                case "key" -> request.contains("Bearer own") ? "max_quality" : "";
                case "workspace" ->
                    request.contains("Bearer own") || request.contains("Bearer plain") ? "cost_saver" : "";
                default -> throw new IllegalArgumentException(place);
            };
            if (!found.isEmpty()) {
                strategy = found;
                break;
            }
        }
        return ScriptedServer.json(200, "{\"strategy\":\"" + strategy + "\"}")
                .replace("x-request-id", "x-plugsky-strategy: " + strategy + "\r\nx-request-id");
    }

    private static Verdict verdict(String places, boolean routed) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> answer(request, places))) {
            Target target = Graded.beyondContract(server);
            var keys = new Target.Keys("k", null, null, null, routed ? ROUTED : null);
            return Graded.rule("FUS-05", Target.of(target.baseUrl(), target.profile(), keys, target.models()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "request>key>workspace, PASS",
        "key>request>workspace, FAIL",
        "request>workspace>key, FAIL",
        "request>workspace, FAIL",
        "request>key, FAIL",
        "request, FAIL"
    })
    void asksWhichOfTheFourPlacesCounts(String places, Outcome outcome) throws IOException {
        Verdict verdict = verdict(places, true);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @Test
    void saysWhatItCannotAskWithoutSuchKeys() throws IOException {
        Verdict verdict = verdict("request", false);

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reason()).startsWith("strategies of keys and workspaces (fixture missing");
    }
}

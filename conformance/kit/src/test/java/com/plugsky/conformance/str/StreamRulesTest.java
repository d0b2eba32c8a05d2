package com.plugsky.conformance.str;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRulesTest {
    private static final String RIGHT = Right.stream("Hi, ", "世界");

    private static Verdict verdict(String id, Profile profile, String stream) throws IOException {
        return Graded.rule(id, profile, request -> ScriptedServer.events(stream));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STR-02", "STR-04", "STR-05", "STR-07", "STR-08", "STR-12", "STR-13", "STR-14", "STR-15", "STR-16",
                "STR-24"
            })
    void nothingIsRightInAServerThatCannotStream(String id) throws IOException {
        Verdict refused = Graded.rule(id, Profile.CORE, request -> Right.error(400, "stream", "unsupported_value"));
        Verdict unheard = Graded.rule(id, Profile.CORE, request -> Right.answer("Hi"));

        assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refused.reason()).contains("status: 400 (expected: 200)");
        assertThat(unheard.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(unheard.reason()).contains("Content-Type");
        assertThat(verdict(id, Profile.CORE, RIGHT).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({"STR-05, 400", "STR-16, 400", "STR-05, 500"})
    void aCoreServerMayRefuseTheOtherKinds(String id, int status) throws IOException {
        Verdict verdict = Graded.rule(id, Profile.CORE, request -> {
            boolean plain = !request.contains("tools") && !request.contains("\"n\"");
            return plain ? ScriptedServer.events(RIGHT) : Right.error(status, "tools", "unsupported_value");
        });

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    static Stream<Arguments> streams() {
        String split = "\\ud83d";
        return Stream.of(
                Arguments.of("STR-02", Profile.PLUGSKY, RIGHT, Outcome.PASS),
                Arguments.of("STR-02", Profile.PLUGSKY, RIGHT.replace("\n", "\r\n"), Outcome.FAIL),
                Arguments.of("STR-02", Profile.CORE, RIGHT.replace("\n", "\r\n"), Outcome.PASS),
                Arguments.of("STR-02", Profile.PLUGSKY, RIGHT.replace("data: {", "data:{"), Outcome.FAIL),
                Arguments.of("STR-02", Profile.CORE, RIGHT.replace("data: {", "data:{"), Outcome.PASS),
                Arguments.of("STR-05", Profile.CORE, Right.text("") + RIGHT, Outcome.FAIL),
                Arguments.of("STR-05", Profile.CORE, Right.chunk("{}", "null") + RIGHT, Outcome.FAIL),
                Arguments.of(
                        "STR-07",
                        Profile.CORE,
                        Right.stream("Hi").replace(Right.DONE, Right.text("") + Right.DONE),
                        Outcome.FAIL),
                Arguments.of(
                        "STR-08",
                        Profile.CORE,
                        Right.stream("Hi").replace(Right.DONE, Right.chunk("{}", "null") + Right.DONE),
                        Outcome.FAIL),
                Arguments.of("STR-16", Profile.CORE, Right.stream("Hi"), Outcome.INCONCLUSIVE),
                Arguments.of("STR-16", Profile.CORE, Right.stream("世").replace("世", split), Outcome.FAIL),
                Arguments.of("STR-16", Profile.CORE, Right.stream("世\uFFFD"), Outcome.FAIL));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void judgesAStream(String id, Profile profile, String stream, Outcome outcome) throws IOException {
        Verdict verdict = verdict(id, profile, stream);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}

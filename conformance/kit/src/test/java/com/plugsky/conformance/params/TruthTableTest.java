package com.plugsky.conformance.params;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTableTest {
    private static final Contract CONTRACT = Contract.bundled();

    private static Map<String, Treatment> table(Target target) {
        return new TruthTable(target, CONTRACT)
                .run().stream().collect(Collectors.toMap(ParameterResult::parameter, ParameterResult::treatment));
    }

    private static Map<String, Treatment> table(Function<String, String> server) throws IOException {
        try (ScriptedServer scripted = ScriptedServer.keeping(server)) {
            return table(Graded.target(scripted, Profile.CORE));
        }
    }

    @Test
    void asksForEachParameterOfTheContract() throws IOException {
        List<String> parameters = new TruthTable(
                        Target.of(
                                java.net.URI.create("http://127.0.0.1:9/v1"),
                                Profile.CORE,
                                Target.Keys.of(null),
                                Target.Models.of("m")),
                        CONTRACT)
                .parameters();

        assertThat(Experiments.all().keySet()).containsExactlyInAnyOrderElementsOf(parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "max_tokens", "stop", "stream", "logprobs", "tools", "response_format", "x_kit_extra"})
    void noticesWhatHasNoEffect(String parameter) throws IOException {
        assertThat(table(request -> Right.answer("Hello there, dear old harbour")))
                .containsEntry(parameter, Treatment.IGNORED);
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "422, REFUSED", "500, BROKEN"})
    void tellsRefusalsFromFaults(int status, Treatment treatment) throws IOException {
        assertThat(table(request -> request.contains("\"n\"")
                        ? Right.error(status, "n", "unsupported_value")
                        : Right.answer("Hello there, dear old harbour")))
                .containsEntry("n", treatment);
    }

    @Test
    void takesAHeaderForADeclaration() throws IOException {
        String header = "x-plugsky-ignored-params: seed, n\r\nContent-Type";
        Map<String, Treatment> table = table(request -> Right.answer("Hello").replaceFirst("Content-Type", header));

        assertThat(table).containsEntry("n", Treatment.DECLARED).containsEntry("seed", Treatment.DECLARED);
    }

    @Test
    void seesEffects() throws IOException {
        try (ScriptedUpstream server = ScriptedUpstream.start()) {
            Map<String, Treatment> table =
                    table(Target.of(server.url(), Profile.CORE, Target.Keys.of("k"), Target.Models.of("scripted")));

            assertThat(List.of("n", "max_tokens", "stream", "stream_options", "tools"))
                    .allSatisfy(name -> assertThat(table).containsEntry(name, Treatment.APPLIED));
            assertThat(table).containsEntry("stop", Treatment.IGNORED).containsEntry("user", Treatment.UNSEEN);
        }
    }

    @Test
    void looksIntoTheUpstream() throws IOException {
        try (ScriptedUpstream server = ScriptedUpstream.start()) {
            var models = new Target.Models("scripted", null, null, null, new Target.Upstream(server));
            Map<String, Treatment> table = table(Target.of(server.url(), Profile.CORE, Target.Keys.of("k"), models));

            assertThat(table.values()).containsOnly(Treatment.APPLIED);
        }
    }

    @Test
    void learnsNothingOfCallsFromAnswersThatWereCut() throws IOException {
        String cut = ScriptedServer.body(Right.answer("Hello there, dear old harbour"))
                .replace("\"stop\"", "\"length\"");

        assertThat(table(request -> ScriptedServer.json(200, cut)))
                .containsEntry("tools", Treatment.UNSEEN)
                .containsEntry("tool_choice", Treatment.UNSEEN)
                .containsEntry("functions", Treatment.UNSEEN)
                .containsEntry("n", Treatment.IGNORED);
    }
}

package com.plugsky.conformance.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ContractWalkTest {
    private static final Contract CONTRACT = Contract.bundled();
    private static final WalkModels MODELS = new WalkModels("plugsky-pro", "plugsky-vision", "plugsky-fusion");
    private static final int CASES = 3000;

    private static List<String> violations(JsonNode body) {
        return CONTRACT.violations("ChatCompletionRequest", body);
    }

    /** Our own small validator decides during the walk; here another one, of many users, judges it. */
    @Test
    void agreesWithAValidatorOfOthers() {
        ContractWalk walk = new ContractWalk(CONTRACT, MODELS, 5);

        for (long i = 0; i < CASES; i++) {
            WalkCase walked = walk.at(i);
            assertThat(violations(walked.body()).isEmpty())
                    .as(walked.toString())
                    .isEqualTo(walked.valid());
        }
    }

    @Test
    void givesTheSameCaseForTheSameSeedAndIndex() {
        ContractWalk one = new ContractWalk(CONTRACT, MODELS, 9);
        ContractWalk other = new ContractWalk(CONTRACT, MODELS, 9);

        assertThat(LongStream.of(0, 1, 77, 78, 901).mapToObj(one::at))
                .containsExactlyElementsOf(
                        LongStream.of(0, 1, 77, 78, 901).mapToObj(other::at).toList());
        assertThat(one.at(78).body())
                .isNotEqualTo(new ContractWalk(CONTRACT, MODELS, 10).at(78).body());
    }

    @Test
    void keepsAndBreaksEveryKeyword() {
        ContractWalk walk = new ContractWalk(CONTRACT, MODELS, 3);
        Coverage coverage = walk.coverage();

        LongStream.range(0, 2L * CASES).mapToObj(walk::at).forEach(coverage::add);

        assertThat(coverage.gaps()).isEmpty();
        assertThat(coverage.keywords()).isGreaterThan(300);
        assertThat(coverage.table())
                .startsWith(coverage.keywords() + " keywords, " + coverage.bothWays() + " kept and broken");
    }

    @Test
    void repairsWhatASchemaCannotSay() {
        ContractWalk walk = new ContractWalk(CONTRACT, MODELS, 4);

        for (long i = 0; i < CASES; i += 2) {
            JsonNode body = walk.at(i).body();
            assertThat(List.of("plugsky-pro", "plugsky-vision", "plugsky-fusion"))
                    .contains(body.path("model").asString());
            boolean choice =
                    body.has("tool_choice") && !body.path("tool_choice").isNull();
            assertThat(!choice || !body.path("tools").isEmpty())
                    .as(body.toString())
                    .isTrue();
            for (JsonNode message : body.path("messages")) {
                boolean tool = message.path("role").asString().equals("tool");
                assertThat(!tool || body.path("messages").toString().contains("\"id\":" + message.path("tool_call_id")))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[a-zA-Z0-9_-]{1,64}$", "^[0-9]{1,9}$", "^a[bc]?d+e*$", "^[x-z]{3}$", "^req_[A-Z]{2,}$"})
    void makesTextsForPatterns(String pattern) {
        if (pattern.endsWith("{2,}$")) {
            assertThatThrownBy(() -> PatternText.of(pattern, new java.util.SplittableRandom(1)))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        var random = new java.util.SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            assertThat(PatternText.of(pattern, random)).matches(pattern);
        }
    }

    @Test
    void stopsAtAKeywordThatItDoesNotKnow() {
        JsonNode document = Json.of("{'components': {'schemas': {'A': {'type': 'array', 'uniqueItems': true}}}}");

        assertThatThrownBy(() -> Shape.of(document, "/components/schemas/A"))
                .hasMessageContaining("/components/schemas/A/uniqueItems");
    }

    @Test
    void shrinksToWhatShowsIt() {
        JsonNode body = Json.of("{'a': [1, 2, {'b': 3, 'c': 4}], 'd': {'e': 5}, 'f': 6}");

        Predicate<JsonNode> shows = each -> each.at("/a").toString().contains("\"c\":4");

        assertThat(new Shrinker(shows, Deadline.in(Duration.ofMinutes(1))).shrink(body))
                .isEqualTo(Json.of("{'a': [{'c': 4}]}"));
        assertThat(new Shrinker(shows, Deadline.in(Duration.ZERO)).shrink(body)).isEqualTo(body);
    }

    @Test
    void countsBothWays() {
        ContractWalk walk = new ContractWalk(CONTRACT, MODELS, 3);
        Coverage coverage = walk.coverage();

        coverage.add(walk.at(0));

        assertThat(coverage.bothWays()).isZero();
        assertThat(coverage.json().at("/counts").propertyStream().map(Map.Entry::getKey))
                .contains("/components/schemas/ChatCompletionRequest/required/model");
    }
}

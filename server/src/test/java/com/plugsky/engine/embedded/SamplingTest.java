package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.fleet.Latency;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** That the parameters of sampling act on whole answers; how a single draw fits its odds is SamplerTest's. */
class SamplingTest {

    @Test
    void isGreedyAtTemperatureZero() {
        Set<String> texts = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Asked asked = Asked.prompt(
                    "Hi",
                    "'temperature':0,'max_tokens':40,'verbosity':'high','logprobs':true,'top_logprobs':2,'seed':"
                            + seed);
            texts.add(asked.content());
            for (JsonNode entry : entries(asked)) {
                assertThat(entry.get("token")).isEqualTo(entry.at("/top_logprobs/0/token"));
            }
        }
        assertThat(texts).hasSize(1);
        assertThat(texts)
                .doesNotContain(Asked.prompt("Ho", "'temperature':0,'max_tokens':40,'verbosity':'high'")
                        .content());
    }

    @Test
    void saysRarerWordsWhenItIsHot() {
        double cold = surprise("0.2");
        double usual = surprise("1");
        double hot = surprise("2");
        assertThat(cold).isLessThan(usual);
        assertThat(usual).isLessThan(hot);
    }

    /** How unlikely the tokens of a long text are, in natural units each. */
    private static double surprise(String temperature) {
        Asked asked = Asked.prompt(
                "Hi", "'max_tokens':800,'verbosity':'high','logprobs':true,'seed':3,'temperature':" + temperature);
        double sum = 0;
        List<JsonNode> entries = entries(asked);
        for (JsonNode entry : entries) {
            sum -= entry.get("logprob").doubleValue();
        }
        return sum / entries.size();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20})
    void tellsAsManyAlternativesAsWereAskedFor(int most) {
        Asked asked = Asked.prompt("Hi", "'logprobs':true,'top_logprobs':" + most);
        List<JsonNode> entries = entries(asked);
        assertThat(entries).hasSize(asked.usage.completionTokens());
        var text = new ByteArrayOutputStream();
        for (JsonNode entry : entries) {
            assertThat(entry.get("top_logprobs")).hasSize(most);
            Set<JsonNode> tokens = new HashSet<>();
            entry.get("top_logprobs").forEach(one -> tokens.add(one.get("bytes")));
            assertThat(tokens).hasSize(most);
            entry.get("bytes").forEach(one -> text.write(one.intValue()));
        }
        assertThat(text.toString(StandardCharsets.UTF_8)).isEqualTo(asked.content());
    }

    @Test
    void tellsWhatHadToComeAsCertain() {
        Asked asked = Asked.prompt(
                "x",
                "'logprobs':true,'top_logprobs':2,'response_format':{'type':'json_schema','json_schema':{'name':'c',"
                        + "'schema':{'const':'\\ud83d\\ude00'}}}");
        var text = new ByteArrayOutputStream();
        for (JsonNode entry : entries(asked)) {
            assertThat(entry.get("logprob").doubleValue()).isZero();
            assertThat(entry.at("/top_logprobs/0/token")).isEqualTo(entry.get("token"));
            assertThat(entry.at("/top_logprobs/1/logprob").doubleValue()).isEqualTo(-9999);
            entry.get("bytes").forEach(one -> text.write(one.intValue()));
        }
        assertThat(text.toString(StandardCharsets.UTF_8))
                .isEqualTo(asked.content())
                .isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void givesNoLogprobsUnasked() {
        assertThat(Asked.prompt("Hi", "'logprobs':false")
                        .choice(0)
                        .get("logprobs")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"none, 0, 0", "minimal, 12, 52", "low, 40, 80", "medium, 120, 160", "high, 360, 400", "max, 1440, 1480"
    })
    void thinksAsMuchAsTheEffortSays(String effort, int least, int most) {
        Asked asked = Asked.of(Asked.body("Hi", "'reasoning_effort':'" + effort + "'"), Asked.THINKING);
        JsonNode message = asked.choice(0).get("message");
        assertThat(asked.usage.reasoningTokens()).isBetween(least, most);
        assertThat(message.has("reasoning_content")).isEqualTo(least > 0);
        assertThat(message.path("reasoning_content").asString("")).doesNotStartWith(" ");
        assertThat(message.get("content").asString()).isNotEmpty();
        assertThat(asked.json()
                        .at("/usage/completion_tokens_details/reasoning_tokens")
                        .intValue())
                .isEqualTo(asked.usage.reasoningTokens());
        assertThat(asked.usage.completionTokens()).isGreaterThan(asked.usage.reasoningTokens());
    }

    @Test
    void thinksBeforeItSpeaks() {
        Asked asked = Asked.of(Asked.body("Hi", "'stream':true"), Asked.THINKING);
        String events = String.join("", asked.writes);
        assertThat(events.lastIndexOf("reasoning_content")).isLessThan(events.indexOf("{\"content\":"));
        Asked cut = Asked.of(Asked.body("Hi", "'max_tokens':20"), Asked.THINKING);
        assertThat(cut.finish()).isEqualTo("length");
        assertThat(cut.content()).isEmpty();
        assertThat(cut.usage.reasoningTokens()).isEqualTo(20);
        Asked blind = Asked.of(Asked.body("Hi", "'reasoning_effort':'high'"), Asked.BLIND);
        assertThat(blind.usage.reasoningTokens()).isZero();
    }

    @Test
    void holdsAllChoicesTogetherToABound() {
        Model roomy = Asked.model("roomy", 1_000_000, Set.of());
        Asked plain = Asked.of(Asked.body("Write 9999999 words", "'n':128"), roomy);
        assertThat(plain.usage.completionTokens()).isEqualTo(131_072);
        assertThat(plain.finish()).isEqualTo("length");
        Asked told = Asked.of(
                Asked.body("Write 9999999 words", "'n':16,'logprobs':true,'top_logprobs':15,'stream':true"), roomy);
        assertThat(told.usage.completionTokens()).isEqualTo(131_072 / 16);
    }

    @Test
    void takesTheRequestForItsSeedUnlessItMayNot() {
        assertThat(Asked.prompt("Hi", "").content())
                .isEqualTo(Asked.prompt("Hi", "").content());
        EmbeddedEngine random = Asked.engine(EngineOptions.of(EngineLimits.DEFAULTS, Latency.NONE, true));
        Set<String> texts = new HashSet<>();
        Set<String> seeded = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            texts.add(content(random, ""));
            seeded.add(content(random, "'seed':5"));
        }
        assertThat(texts).hasSizeGreaterThan(5);
        assertThat(seeded).containsExactly(Asked.prompt("Hi", "'seed':5").content());
    }

    private static String content(EmbeddedEngine engine, String members) {
        var asked = new Asked();
        asked.run(engine, Asked.body("Hi", members), Asked.SEEING);
        return asked.content();
    }

    @Test
    void takesItsTime() {
        var latency = new Latency(Duration.ofMillis(300), Duration.ofMillis(10), Duration.ofMillis(20), 0.5);
        List<Duration> stream = pauses(latency, "'max_tokens':6,'stream':true");
        assertThat(stream).hasSize(7).isEqualTo(pauses(latency, "'max_tokens':6,'stream':true"));
        assertThat(stream.getFirst()).isBetween(Duration.ofMillis(190), Duration.ofMillis(570));
        assertThat(stream.subList(1, 7))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(10), Duration.ofMillis(30)));
        assertThat(Set.copyOf(stream)).hasSizeGreaterThan(5);
        assertThat(pauses(latency, "'max_tokens':6,'stream':true,'seed':9")).isNotEqualTo(stream);
        var even = new Latency(Duration.ofMillis(300), Duration.ZERO, Duration.ofMillis(20), 0);
        assertThat(pauses(even, "'max_tokens':6")).containsExactly(Duration.ofMillis(300), Duration.ofMillis(100));
        assertThat(pauses(Latency.NONE, "'max_tokens':6,'stream':true")).isEmpty();
    }

    @Test
    void givesUpWhenTheCallerLeavesAPause() {
        EngineOptions impatient = new EngineOptions(EngineLimits.DEFAULTS, Latency.NONE, null, (time, gone) -> true);
        var slow = new Target.Embedded(new Latency(Duration.ofHours(1), Duration.ZERO, Duration.ZERO, 0));
        var asked = new Asked();
        assertThatThrownBy(() -> Asked.engine(impatient)
                        .run(Asked.request(Asked.body("Hi", "")), new Candidate(Asked.SEEING, slow), asked))
                .isInstanceOf(IOException.class);
        assertThat(asked.writes).isEmpty();
    }

    private static List<Duration> pauses(Latency latency, String members) {
        List<Duration> pauses = new ArrayList<>();
        var options = new EngineOptions(EngineLimits.DEFAULTS, latency, null, (time, gone) -> !pauses.add(time));
        new Asked().run(Asked.engine(options), Asked.body("Hi", members), Asked.SEEING);
        return pauses;
    }

    @Test
    void completesCharactersFromTheirPieces() {
        int[] pieces = Asked.COUNTER.encode("\ud83e\udd84");
        assertThat(pieces.length).isGreaterThan(1);
        Map<String, Integer> bias = Map.of(String.valueOf(pieces[0]), 100);
        Asked asked = Asked.prompt(
                "Hi",
                "'max_tokens':3,'logprobs':true,'logit_bias':{'"
                        + bias.keySet().iterator().next() + "':100}");
        assertThat(asked.usage.completionTokens()).isEqualTo(3);
        for (JsonNode entry : entries(asked)) {
            assertThat(entry.get("token").asString()).isEqualTo("\ufffd");
            assertThat(entry.get("bytes").get(0).intValue()).isEqualTo(0xf0);
        }
    }

    private static List<JsonNode> entries(Asked asked) {
        return asked.choice(0).get("logprobs").get("content").valueStream().toList();
    }
}

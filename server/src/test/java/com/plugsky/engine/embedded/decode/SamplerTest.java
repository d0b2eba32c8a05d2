package com.plugsky.engine.embedded.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.embedded.model.ModelFile;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.token.TokenBytes;
import com.plugsky.token.TokenCounter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is drawn fits what is told of it: frequencies against probabilities, with fixed seeds. */
class SamplerTest {

    private static final TokenCounter COUNTER = new TokenCounter();
    private static final TokenBytes BYTES = new TokenBytes(COUNTER);
    private static final NgramModel MODEL = ModelFile.bundled();
    private static final int DRAWS = 40_000;
    private static final int THE = COUNTER.encode(" the")[0];

    /** What is drawn first after " the", and what is told of it. */
    private record Seen(Map<Integer, Integer> times, Map<Integer, Double> told) {}

    private static Seen seen(Sampling sampling, boolean given) {
        Map<Integer, Integer> times = new HashMap<>();
        Map<Integer, Double> told = new HashMap<>();
        for (int seed = 0; seed < DRAWS; seed++) {
            var sampler = new Sampler(MODEL, BYTES, sampling, 7, Draws.mix(seed));
            if (given) {
                sampler.given(COUNTER.encode(" answer")[0]);
                sampler.given(COUNTER.encode(" answer")[0]);
                sampler.given(COUNTER.encode(" same")[0]);
            }
            int token = sampler.draw(0, THE, false);
            times.merge(token, 1, Integer::sum);
            told.put(token, sampler.odds().drawn());
            for (int i = 0; i < sampler.odds().size(); i++) {
                told.put(sampler.odds().token(i), sampler.odds().logprob(i));
            }
        }
        return new Seen(times, told);
    }

    private static double told(Seen seen, int token) {
        return Objects.requireNonNull(seen.told().get(token));
    }

    private static Sampling sampling(double temperature, double topP, double presence, double frequency, Bias bias) {
        return new Sampling(temperature, topP, presence, frequency, bias, 20);
    }

    /**
     * Pearson's chi-square over the tokens that should come at least five times; the others make one class. The bound is
     * the 99.99 % point after Wilson and Hilferty; the seeds are fixed, so the test gives the same result each time.
     */
    private static void fits(Seen seen, double temperature) {
        double all = seen.told().values().stream()
                .mapToDouble(logprob -> Math.exp(logprob / temperature))
                .sum();
        double square = 0;
        double rest = 0;
        double restSeen = 0;
        int classes = 0;
        for (Map.Entry<Integer, Double> one : seen.told().entrySet()) {
            double expected = DRAWS * Math.exp(one.getValue() / temperature) / (temperature == 1 ? 1 : all);
            double came = seen.times().getOrDefault(one.getKey(), 0);
            if (expected >= 5) {
                square += (came - expected) * (came - expected) / expected;
                classes++;
            } else {
                rest += expected;
                restSeen += came;
            }
        }
        if (rest >= 5) {
            square += (restSeen - rest) * (restSeen - rest) / rest;
            classes++;
        }
        int freedom = classes - 1;
        double spread = 2.0 / (9 * freedom);
        double bound = freedom * Math.pow(1 - spread + 3.719 * Math.sqrt(spread), 3);
        assertThat(classes).as("classes").isGreaterThan(8);
        assertThat(square).as("chi-square of %d classes", classes).isLessThan(bound);
    }

    @Test
    void drawsAsOftenAsItTells() {
        Seen seen = seen(sampling(1, 1, 0, 0, Bias.NONE), false);
        fits(seen, 1);
        double told = seen.told().values().stream().mapToDouble(Math::exp).sum();
        assertThat(told).isBetween(0.995, 1.0000001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1.5, 2})
    void sharpensOrFlattensByTemperature(double temperature) {
        fits(seen(sampling(temperature, 1, 0, 0, Bias.NONE), false), temperature);
    }

    @Test
    void addsTheBiasToWhatItTellsAndDraws() {
        int answer = COUNTER.encode(" answer")[0];
        int same = COUNTER.encode(" same")[0];
        Map<String, Integer> bias = Map.of(String.valueOf(answer), 2, String.valueOf(same), -2);
        Seen plain = seen(sampling(1, 1, 0, 0, Bias.NONE), false);
        Seen biased = seen(sampling(1, 1, 0, 0, Bias.of(bias, TokenBytes.IDS)), false);
        fits(biased, 1);
        double raised = told(biased, answer) - told(plain, answer);
        double lowered = told(biased, same) - told(plain, same);
        assertThat(raised - lowered).isCloseTo(4, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 0.1"})
    void forcesAndForbidsByBias(double temperature, double topP) {
        int zebra = COUNTER.encode(" zebra")[0];
        Bias force = Bias.of(Map.of(String.valueOf(zebra), 100), TokenBytes.IDS);
        Bias forbid = Bias.of(Map.of(String.valueOf(COUNTER.encode(" answer")[0]), -100), TokenBytes.IDS);
        for (int seed = 0; seed < 500; seed++) {
            var forcing = new Sampler(MODEL, BYTES, sampling(temperature, topP, 0, 0, force), 7, seed);
            assertThat(forcing.draw(0, THE, false)).isEqualTo(zebra);
            var forbidding = new Sampler(MODEL, BYTES, sampling(temperature, topP, 0, 0, forbid), 7, seed);
            assertThat(forbidding.draw(0, THE, false)).isNotEqualTo(COUNTER.encode(" answer")[0]);
        }
    }

    @Test
    void takesPenaltiesFromWhatWasSaid() {
        int answer = COUNTER.encode(" answer")[0];
        int same = COUNTER.encode(" same")[0];
        Seen plain = seen(sampling(1, 1, 0, 0, Bias.NONE), true);
        Seen punished = seen(sampling(1, 1, 0.5, 0.25, Bias.NONE), true);
        fits(punished, 1);
        double twice = told(plain, answer) - told(punished, answer);
        double once = told(plain, same) - told(punished, same);
        assertThat(twice - once).isCloseTo(0.25, Offset.offset(1e-9));
        assertThat(plain.times().get(answer)).isGreaterThan(punished.times().get(answer));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
    void drawsOnlyFromTheLikeliestThatHaveTheShare(double topP) {
        Seen seen = seen(sampling(1, topP, 0, 0, Bias.NONE), false);
        double share = 0;
        Set<Integer> nucleus = new HashSet<>();
        for (Map.Entry<Integer, Double> one : seen.told().entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .toList()) {
            if (nucleus.isEmpty() || share < topP) {
                nucleus.add(one.getKey());
                share += Math.exp(one.getValue());
            }
        }
        assertThat(seen.times().keySet()).isEqualTo(nucleus);
    }

    @Test
    void takesTheLikeliestAtTemperatureZero() {
        for (int seed = 0; seed < 200; seed++) {
            var sampler = new Sampler(MODEL, BYTES, sampling(0, 1, 0, 0, Bias.NONE), 7, seed);
            int token = sampler.draw(0, THE, false);
            assertThat(token).isEqualTo(sampler.odds().token(0));
            assertThat(sampler.odds().drawn()).isEqualTo(sampler.odds().logprob(0));
        }
    }

    @Test
    void tellsTheLikeliestFirstAndEachOnce() {
        var sampler = new Sampler(MODEL, BYTES, sampling(1, 1, 0, 0, Bias.NONE), 11, 3);
        int last = NgramModel.SENTENCE;
        for (int i = 0; i < 300; i++) {
            int token = sampler.draw(0, last, false);
            Set<Integer> told = new HashSet<>();
            for (int j = 0; j < 20; j++) {
                told.add(sampler.odds().token(j));
                assertThat(sampler.odds().logprob(j)).isLessThanOrEqualTo(0);
                assertThat(j == 0 || sampler.odds().logprob(j) <= sampler.odds().logprob(j - 1))
                        .isTrue();
            }
            assertThat(told).hasSize(20);
            last = MODEL.endsSentence(token) ? NgramModel.SENTENCE : token;
        }
    }

    @Test
    void saysOnlyWhatNeedsNoEscapeInsideJson() {
        int quote = COUNTER.encode("\"")[0];
        int newline = COUNTER.encode("\n")[0];
        Bias bias = Bias.of(Map.of(String.valueOf(quote), 100, String.valueOf(newline), 100), TokenBytes.IDS);
        var sampler = new Sampler(MODEL, BYTES, sampling(1, 1, 0, 0, bias), 7, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(sampler.draw(0, THE, true)).isNotIn(quote, newline);
        }
    }
}

package com.plugsky.conformance.req;

import static com.plugsky.conformance.Table.must;
import static com.plugsky.conformance.Table.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** REQ-10 to REQ-14, REQ-17, REQ-20 and REQ-31: numbers and their bounds. */
final class NumberRules {
    private NumberRules() {}

    static List<Rule> all() {
        return Stream.concat(sampling().stream(), counts().stream()).toList();
    }

    private static List<Rule> sampling() {
        return List.of(
                must("REQ-10", "temperature is 0 to 2")
                        .refused("temperature", "{'temperature': -0.1}", "{'temperature': 2.1}", "{'temperature': '1'}")
                        .accepted("{'temperature': 0}", "{'temperature': 2}", "{'temperature': 2.0}")
                        .rule(),
                must("REQ-11", "top_p is 0 to 1")
                        .refused("top_p", "{'top_p': -0.1}", "{'top_p': 1.1}", "{'top_p': true}")
                        .accepted("{'top_p': 0}", "{'top_p': 1}")
                        .rule(),
                must("REQ-12", "n is an integer from 1 to 128")
                        .refused("n", "{'n': 0}", "{'n': 129}", "{'n': 1.5}", "{'n': '2'}", "{'n': -1}", "{'n': 1e99}")
                        .accepted("{'n': 2}", "{'n': 128, 'max_tokens': 1}")
                        .rule(),
                must("REQ-13", "penalties are -2 to 2")
                        .refused("presence_penalty", "{'presence_penalty': 2.01}", "{'presence_penalty': -2.01}")
                        .refused("frequency_penalty", "{'frequency_penalty': 2.01}", "{'frequency_penalty': -2.01}")
                        .accepted("{'presence_penalty': 2, 'frequency_penalty': -2}")
                        .accepted("{'presence_penalty': -2, 'frequency_penalty': 2}")
                        .rule());
    }

    private static List<Rule> counts() {
        return List.of(
                must("REQ-14", "max_tokens and max_completion_tokens are integers from 1")
                        .refused(
                                "max_tokens",
                                "{'max_tokens': 0}",
                                "{'max_tokens': -1}",
                                "{'max_tokens': 1.5}",
                                "{'max_tokens': '5'}")
                        .refused(
                                "max_completion_tokens",
                                "{'max_completion_tokens': 0}",
                                "{'max_completion_tokens': -1}")
                        .refused(
                                "max_completion_tokens",
                                "{'max_completion_tokens': 1.5}",
                                "{'max_completion_tokens': '5'}")
                        .rule(),
                must("REQ-17", "top_logprobs is 0 to 20 and needs logprobs")
                        .refused(
                                "top_logprobs",
                                "{'logprobs': true, 'top_logprobs': 21}",
                                "{'logprobs': true, 'top_logprobs': -1}")
                        .refused("top_logprobs", "{'top_logprobs': 3}", "{'logprobs': false, 'top_logprobs': 3}")
                        .accepted("{'logprobs': true, 'top_logprobs': 0}", "{'logprobs': true, 'top_logprobs': 20}")
                        .rule(),
                should("REQ-20", "seed is an int64")
                        .refused(
                                "seed",
                                "{'seed': 9223372036854775808}",
                                "{'seed': -9223372036854775809}",
                                "{'seed': 0.5}")
                        .accepted("{'seed': -1}", "{'seed': 9223372036854775807}", "{'seed': -9223372036854775808}")
                        .rule(),
                should("REQ-31", "n written 1.0 is always accepted or always refused")
                        .and(NumberRules::integerWithPoint)
                        .rule());
    }

    private static void integerWithPoint(Probe probe) throws IOException {
        int first = probe.chat(probe.minimalWith("{'n': 1.0}")).status();
        Expect.that(first == 200 || first == 400, "status: %d (expected: 200 or 400)", first);
        for (int i = 0; i < 4; i++) {
            Expect.equal(
                    "status of n = 1.0",
                    probe.chat(probe.minimalWith("{'n': 1.0}")).status(),
                    first);
        }
    }
}

package com.plugsky.conformance.str;

import com.plugsky.conformance.Check;
import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.contract.StreamAspect;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.contract.StreamFinding;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kinds of streams that the rules of the dialect look at. */
final class StreamKinds {
    /** A request that gets the same answer each time, where the server can do that. */
    static final String STEADY = "{'temperature': 0, 'seed': 7}";

    private static final String PLAIN = "{}";
    private static final String TOOL =
            "{'tools': [{'type': 'function', 'function': {'name': 'get_weather', 'parameters': {'type': 'object',"
                    + " 'properties': {'city': {'type': 'string'}}, 'required': ['city']}}}], 'tool_choice': {'type': 'function',"
                    + " 'function': {'name': 'get_weather'}}}";
    /** Characters of two, three and four bytes, and one made of several: what is likely to be cut. */
    static final String CHARACTERS =
            "\uD83D\uDE00 Grüße 世界 \uD83D\uDC69\u200D\uD83D\uDE80 שלום \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08";

    private static final String REPEAT = "{'messages': [{'role': 'user', 'content': 'Repeat: " + CHARACTERS + "'}]}";
    /** Many models say again what a tool said, and those that cannot repeat at all say this. */
    private static final String TOLD =
            "{'messages': [{'role': 'user', 'content': 'What does the sign say? Repeat it as it is.'},"
                    + " {'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'call_1', 'type': 'function',"
                    + " 'function': {'name': 'read_sign', 'arguments': '{}'}}]},"
                    + " {'role': 'tool', 'tool_call_id': 'call_1', 'content': '" + CHARACTERS + "'}],"
                    + " 'tools': [{'type': 'function', 'function': {'name': 'read_sign'}}], 'tool_choice': 'none'}";

    private static final List<String> ALL = List.of(
            PLAIN, "{'n': 2}", "{'stream_options': {'include_usage': true}}", "{'max_tokens': 1}", TOOL, REPEAT, TOLD);

    /** What is done with each kind's stream. */
    @FunctionalInterface
    interface Look {
        void at(String kind, Answer answer) throws IOException;
    }

    private StreamKinds() {}

    /**
     * Asks for each kind and looks at its stream. The plainest must be one, else there is nothing to judge; core servers may refuse the
     * others, and where these are their own faults the rules on them say so.
     */
    static void each(Probe probe, Look look) throws IOException {
        for (String kind : ALL) {
            Answer answer = probe.chat(probe.streaming(kind));
            if (answer.status() >= 400 && probe.profile(Profile.CORE) && !kind.equals(PLAIN)) {
                continue;
            }
            Expect.within(kind, () -> {
                Expect.status(answer, 200);
                probe.streamed(answer);
                look.at(kind, answer);
            });
        }
    }

    /** All kinds of streams, and no finding of these aspects in any. */
    static Check clean(StreamAspect first, StreamAspect... more) {
        Set<StreamAspect> aspects = EnumSet.of(first, more);
        return probe -> {
            StreamChecker checker = new StreamChecker(probe.contract().protocol());
            each(probe, (kind, answer) -> {
                for (StreamFinding finding : checker.check(answer.events())) {
                    Expect.that(!aspects.contains(finding.aspect()), "%s", finding);
                }
            });
        };
    }
}

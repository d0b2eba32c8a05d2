package com.plugsky.conformance.gwy;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules on gateways, which ask for a scripted upstream behind the server. */
public final class GatewayRules {
    private GatewayRules() {}

    public static List<Rule> all() {
        return Stream.of(requests(), answers()).flatMap(List::stream).toList();
    }

    private static List<Rule> requests() {
        return List.of(
                must("GWY-01", "a caller's leaving reaches the upstream within a second", LeavingRule::check),
                must("GWY-02", "the caller's key does not reach the upstream", RequestRules::key),
                must("GWY-03", "parameters reach the upstream with their values", RequestRules::parameters),
                should(
                        "GWY-04",
                        "a member that the gateway does not know reaches the upstream, is refused, or declared ignored",
                        RequestRules::unknown),
                must(
                        "GWY-05",
                        "what repeating cannot mend is asked once, and a failure a few times",
                        RequestRules::repeats));
    }

    private static List<Rule> answers() {
        return List.of(
                must("GWY-06", "texts are the same however the upstream cuts and ends its lines", AnswerRules::bytes),
                should("GWY-07", "chunks come at the upstream's pace", AnswerRules::pace),
                should("GWY-08", "reasoning comes before the text, as the upstream sends it", AnswerRules::reasoning),
                must("GWY-09", "an answer that breaks off is no success", AnswerRules::truncated),
                must("GWY-10", "no answer shows the upstream's address, key or headers", AnswerRules::secrets),
                should("GWY-11", "the time to come again passes, in seconds or as a date", AnswerRules::comeAgain),
                should("GWY-12", "what an upstream gets wrong in a stream is mended or refused", AnswerRules::mended));
    }
}

package com.plugsky.conformance.params;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server under experiment, and what it says when nothing is asked of it. */
final class Trial {
    private static final List<String> STEADY = List.of("{}", "{'temperature': 0}", "{'temperature': 0, 'seed': 7}");

    private final Probe probe;
    private final @Nullable String steady;
    private final String plain;

    private Trial(Probe probe, @Nullable String steady, String plain) {
        this.probe = probe;
        this.steady = steady;
        this.plain = plain;
    }

    /** Finds out first with which members the same request has the same answer. */
    static Trial of(Probe probe) throws IOException {
        for (String members : STEADY) {
            try {
                String first = content(probe.completion(probe.minimalWith(members)));
                if (first.equals(content(probe.completion(probe.minimalWith(members))))) {
                    return new Trial(probe, members, first);
                }
            } catch (Unmet refused) {
                continue; // this server takes no such members
            }
        }
        return new Trial(probe, null, "");
    }

    Probe probe() {
        return probe;
    }

    /** What it answers each time to the same request; empty where no two answers are alike. */
    String plain() {
        return plain;
    }

    boolean steady() {
        return steady != null && !plain.isEmpty();
    }

    /** The answer to the steady request with these members. */
    Answer ask(String members) throws IOException {
        var body = probe.minimalWith(steady == null ? "{}" : steady);
        body.setAll(Json.of(members));
        return probe.chat(body);
    }

    JsonNode completion(String members) throws IOException {
        return Json.read(Expect.status(ask(members), 200).text());
    }

    /** How many different texts a few equal requests have. */
    int variety(String members, int times) throws IOException {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < times; i++) {
            texts.add(content(completion(members)));
        }
        return texts.size();
    }

    static JsonNode json(Answer answer) {
        return Json.read(answer.text());
    }

    static String content(JsonNode completion) {
        return completion.at("/choices/0/message/content").asString("");
    }

    static Folded folded(Answer answer) {
        return Folded.of(answer);
    }
}

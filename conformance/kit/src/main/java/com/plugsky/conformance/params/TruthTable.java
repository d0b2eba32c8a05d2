package com.plugsky.conformance.params;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Asks a server with each parameter of the contract, and looks for what it does with it. */
public final class TruthTable {
    /** Without them there is no request. */
    private static final Set<String> NEEDED = Set.of("model", "messages");

    private final Target target;
    private final Contract contract;
    private final Map<String, Experiment> experiments = Experiments.all();

    public TruthTable(Target target, Contract contract) {
        this.target = target;
        this.contract = contract;
    }

    /** The parameters, in the order of the contract, and at last a member that is none. */
    public List<String> parameters() {
        return Stream.concat(
                        contract.schema("ChatCompletionRequest").path("properties").propertyNames().stream(),
                        Stream.of(Experiments.UNKNOWN))
                .filter(name -> !NEEDED.contains(name))
                .toList();
    }

    /** What the server makes of each. About two requests a parameter. */
    public List<ParameterResult> run() {
        List<ParameterResult> results = new ArrayList<>();
        try (Probe probe = new Probe(target, contract)) {
            Trial trial = Trial.of(probe);
            for (String parameter : parameters()) {
                results.add(one(trial, parameter));
            }
        } catch (IOException broken) {
            results.add(new ParameterResult("", Treatment.BROKEN, String.valueOf(broken.getMessage())));
        }
        return results;
    }

    private ParameterResult one(Trial trial, String parameter) {
        Experiment experiment = experiments.get(parameter);
        if (experiment == null) {
            return new ParameterResult(parameter, Treatment.UNSEEN, "there is no experiment for it");
        }
        try {
            return judged(trial, experiment);
        } catch (Unmet otherwise) {
            Treatment seen = otherwise.outcome() == Outcome.FAIL ? Treatment.BROKEN : Treatment.UNSEEN;
            return result(experiment, seen, String.valueOf(otherwise.getMessage()));
        } catch (IOException broken) {
            return result(experiment, Treatment.BROKEN, "no answer: " + broken.getMessage());
        }
    }

    private ParameterResult judged(Trial trial, Experiment experiment) throws IOException {
        String parameter = experiment.parameter();
        long began = System.nanoTime();
        Answer answer = trial.ask(experiment.members());
        if (answer.status() >= 500) {
            return result(experiment, Treatment.BROKEN, "status " + answer.status());
        }
        if (answer.status() != 200) {
            return result(experiment, Treatment.REFUSED, "status " + answer.status());
        }
        if (trial.probe().ignores(answer, parameter)) {
            return result(experiment, Treatment.DECLARED, "x-plugsky-ignored-params");
        }
        if (reached(parameter, began)) {
            return result(experiment, Treatment.APPLIED, "it reached the upstream");
        }
        return switch (experiment.effect().of(trial, answer)) {
            case YES -> result(experiment, Treatment.APPLIED, "its effect was seen");
            case NO -> result(experiment, Treatment.IGNORED, "no effect");
            case CANNOT -> result(experiment, Treatment.UNSEEN, "");
        };
    }

    private static ParameterResult result(Experiment experiment, Treatment treatment, String seen) {
        String how = (seen.isEmpty() ? "" : seen + ": ") + Json.excerpt(experiment.members());
        return new ParameterResult(experiment.parameter(), treatment, how);
    }

    /** Whether the scripted upstream got it since then; false where there is none. */
    private boolean reached(String parameter, long since) {
        Target.Upstream upstream = target.models().upstream();
        ScriptedUpstream here = upstream == null ? null : upstream.here();
        return here != null
                && here.seen().chats().stream()
                        .filter(request -> request.arrived() >= since)
                        .map(request -> read(request.body()))
                        .anyMatch(body -> body.has(parameter));
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(new String(body, StandardCharsets.UTF_8));
        } catch (Unmet none) {
            return Json.of("{}");
        }
    }
}

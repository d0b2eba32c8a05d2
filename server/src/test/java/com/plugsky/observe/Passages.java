package com.plugsky.observe;

import com.plugsky.access.Caller;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Sent;
import com.plugsky.engine.Trace;
import com.plugsky.engine.Usage;
import com.plugsky.error.ErrorCode;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Requests that have ended, for tests of those who are told. */
public final class Passages {

    /** One second, 200. */
    public static final Observer.Ended END = new Observer.Ended(0, 1_000_000_000, 200);

    private static final Target.Upstream UPSTREAM =
            new Target.Upstream(URI.create("http://a:secret@upstream.example:8443/v1"), "their-model");

    private Passages() {}

    /** A stream of three tokens from a model: the first after 100 ms, the last after 300. */
    public static Passage stream(String model) {
        return chat(model, new Usage(7, 3, 1), Duration.ofMillis(100), Outcome.OK);
    }

    /** A request that a model of the fleet failed to answer. */
    public static Passage failed(String model, ErrorCode code) {
        Passage passage = chat(model, Usage.NONE, null, Outcome.ERROR);
        passage.failed(code);
        return passage;
    }

    /** A request whose caller left. */
    public static Passage left(String model) {
        return chat(model, Usage.NONE, null, Outcome.CANCELLED);
    }

    /** A request that no model was chosen for. */
    public static Passage refused(ErrorCode code) {
        Passage passage = passage();
        passage.failed(code);
        return passage;
    }

    private static Passage chat(String model, Usage usage, @Nullable Duration first, Outcome outcome) {
        Passage passage = passage();
        passage.asks("/v1/chat/completions", Caller.open());
        passage.tries(new Candidate(model(model), new Target.Embedded()));
        var entry = new RequestEntry(
                "req_1",
                Caller.open(),
                "the end user",
                Instant.EPOCH,
                new RequestEntry.Decision(model, null, "a-rule", null),
                new RequestEntry.Ending(
                        outcome, outcome == Outcome.OK ? model : null, 1, usage, null, Duration.ofMillis(300), first));
        passage.answered(entry, new TreeSet<>(Set.of("wrong-object", "tool-index")));
        return passage;
    }

    private static Passage passage() {
        return new Passage(
                "req_1",
                Objects.requireNonNull(Trace.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null)),
                "client-1");
    }

    private static Model model(String id) {
        Model pro = Objects.requireNonNull(FleetFile.defaultFleet().model("plugsky-pro"));
        return new Model(
                id, pro.tier(), 1000, 100, null, 0.5, Set.of(), List.of(), pro.targets(), id.startsWith("mock/"));
    }

    /** An attempt at a target of one second. */
    public static AttemptReport attempt(String model, AttemptOutcome outcome) {
        return new AttemptReport(
                request(Trace.start(true)).attempted(),
                new Candidate(model(model), UPSTREAM),
                model + "#1",
                outcome,
                1_000_000_000,
                outcome == AttemptOutcome.OK ? 250_000_000 : -1,
                outcome == AttemptOutcome.OK ? Set.of("tool-index", "wrong-object") : Set.of());
    }

    /** A request in a trace. */
    public static ChatRequest request(Trace trace) {
        return new ChatRequest(
                "req_1",
                new Sent(new byte[0], new ChatCompletionRequest(), new Members(List.of())),
                Instant.EPOCH,
                trace,
                0);
    }
}

package com.plugsky.engine.mock;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.Model;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Requests to the mock engine, each written down by a {@link RecordedCaller}. */
final class MockRun {

    static final Fleet FLEET = FleetFile.defaultFleet();

    /** The request that is sent, but for its {@code stream}. */
    final ChatCompletionRequest view = new ChatCompletionRequest();

    /** The names of the members that it is said to have. */
    List<String> members = List.of();

    RecordedCaller caller = new RecordedCaller();

    /** Asks without a pause; returns the failure that the request log would blame, or null. */
    @Nullable
    EngineFailure ask(String id, boolean stream) throws IOException {
        caller = new RecordedCaller();
        try {
            run(id, stream, Duration.ZERO);
            return null;
        } catch (EngineFailure failure) {
            return failure;
        }
    }

    /** Asks an engine whose waits are this long. */
    void run(String id, boolean stream, Duration time) throws IOException, EngineFailure {
        view.setStream(stream);
        Model model = Objects.requireNonNull(FLEET.model(id), id);
        var candidate = new Candidate(model, model.targets().getFirst());
        new MockEngine(time, time).run(request(), candidate, caller);
    }

    ChatRequest request() {
        var named = new Members(
                members.stream().map(name -> new Member(name, 0, 1, false)).toList());
        return new ChatRequest("req_" + "0".repeat(32), new byte[0], view, named, Instant.EPOCH);
    }

    /** The data of each event that came. */
    List<String> data() {
        return Arrays.stream(caller.written().split("\n\n"))
                .map(event -> event.substring("data: ".length()))
                .toList();
    }
}

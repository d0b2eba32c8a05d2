package com.plugsky.engine.mock;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.IgnoredHeader;
import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The engine behind the models {@code mock/*}, which fail as their names say: docs/guides/test-your-client.md tells how.
 *
 * <p>It is deterministic, and asks for a {@link RawSink}. Safe for use by many threads.
 */
public final class MockEngine implements Engine {

    /** What acts on a mock; {@code fusion} and {@code user} do so before it is asked. */
    private static final Set<String> APPLIED =
            Set.of("model", "messages", "fusion", "user", "stream", "stream_options");

    private final Duration deadline;
    private final Duration pause;

    /**
     * @param deadline how long a mock keeps silent at most
     * @param pause between two writes of a mock that takes its time
     */
    public MockEngine(Duration deadline, Duration pause) {
        this.deadline = deadline;
        this.pause = pause;
    }

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure {
        if (!(candidate.target() instanceof Target.Mock mock && sink instanceof RawSink caller)) {
            throw new IllegalStateException("a mock needs a mock's target and a raw sink");
        }
        declareIgnored(request, mock.kind() == Target.Mock.Kind.MISSING_INDEX, caller);
        Fault fault = fault(mock, request.view());
        var answer = RightAnswer.to(request, candidate.model().id());
        if (Boolean.TRUE.equals(request.view().getStream())) {
            fault.stream(answer, caller);
        } else {
            fault.json(answer, caller);
        }
    }

    private Fault fault(Target.Mock mock, ChatCompletionRequest request) {
        return switch (mock.kind()) {
            case STATUS -> new Status(mock.number());
            case STALL -> new Stall(deadline);
            case CUT_AFTER -> BreakOff.cutAfter(mock.number());
            case NO_DONE -> new NoDone();
            case ERROR_MID_STREAM -> new ErrorMidStream();
            case SLOW_DRIP -> OddPieces.drip(pause);
            case RESET -> BreakOff.reset(pause);
            case MALFORMED_CHUNK -> new MalformedChunk();
            case MISSING_INDEX -> MissingIndex.of(request);
            case SPLIT_UTF8 -> OddPieces.splitCharacters(pause);
            case HTML_200 -> new Html200();
        };
    }

    private static void declareIgnored(ChatRequest request, boolean callsTools, Sink caller) {
        var ignored = new LinkedHashSet<>(request.members().present());
        ignored.removeAll(APPLIED);
        if (callsTools) {
            ignored.remove("tools");
        }
        if (!ignored.isEmpty()) {
            caller.head(Map.of(IgnoredHeader.NAME, IgnoredHeader.value(ignored)));
        }
    }
}

package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.EngineFailure.Kind;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {

    private final ChatRequest request =
            new ChatRequest("req_1", new byte[0], new ChatCompletionRequest(), new Members(List.of()), Instant.EPOCH);

    private final List<String> tried = new ArrayList<>();
    private final Dispatcher dispatcher = Dispatcher.usual(new Engines(this::play, this::play, this::play));

    /** A model's name says what its engine does. */
    @ParameterizedTest
    @CsvSource({
        // models, tried, ends with
        "ok, ok, nothing",
        "connect ok, connect ok, nothing",
        "timeout rate_limited upstream capacity ok, timeout rate_limited upstream capacity ok, nothing",
        "connect upstream, connect upstream, UPSTREAM",
        "refused ok, refused, REFUSED",
        "late ok, late, UPSTREAM",
        "gone ok, gone, CONNECT",
    })
    void triesTheCandidatesUntilTheFirstBytesLeft(String models, String expected, String end) {
        Throwable thrown = catchThrowable(() -> dispatcher.run(request, route(models), new Written()));

        assertThat(String.join(" ", tried)).isEqualTo(expected);
        assertThat(thrown instanceof EngineFailure failure ? failure.kind().name() : "nothing")
                .isEqualTo(end);
    }

    @Test
    void letsARefusalThroughAtOnce() {
        Throwable thrown = catchThrowable(() -> dispatcher.run(request, route("wrong ok"), new Written()));

        assertThat(thrown).isInstanceOf(Refusal.class);
        assertThat(tried).containsExactly("wrong");
    }

    @Test
    void tellsOfEachTrialBeforeItBegins() throws Exception {
        List<String> told = new ArrayList<>();

        dispatcher.run(
                request,
                route("connect ok"),
                new Written(),
                (candidate, attempt) -> told.add(attempt + candidate.model().id()));

        assertThat(told).containsExactly("1connect", "2ok");
    }

    @Test
    void picksTheEngineByTheTarget() throws Exception {
        List<String> engines = new ArrayList<>();
        Engine embedded = (request, candidate, sink) -> engines.add("embedded");
        Engine mock = (request, candidate, sink) -> engines.add("mock");

        Dispatcher.usual(new Engines(embedded, mock, mock)).run(request, route("ok"), new Written());
        Dispatcher.usual(new Engines(embedded, mock, mock))
                .run(request, route(new Target.Mock(Target.Mock.Kind.STALL, 0), "ok"), new Written());

        assertThat(engines).containsExactly("embedded", "mock");
    }

    private void play(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure {
        String part = candidate.model().id();
        tried.add(part);
        switch (part) {
            case "ok" -> sink.json(new byte[1]);
            case "wrong" -> throw Refusal.of(ErrorCode.INVALID_VALUE, "wrong", null);
            case "late" -> {
                sink.event(new byte[1], 0, 1);
                throw failure(Kind.UPSTREAM);
            }
            case "gone" -> {
                ((Written) sink).gone = true;
                throw failure(Kind.CONNECT);
            }
            default -> throw failure(Kind.valueOf(part.toUpperCase(java.util.Locale.ROOT)));
        }
    }

    private static EngineFailure failure(Kind kind) {
        return new EngineFailure(kind, ApiError.of(ErrorCode.UPSTREAM_ERROR, "failed", null));
    }

    private static Route route(String models) {
        return route(new Target.Embedded(), models);
    }

    private static Route route(Target target, String models) {
        List<Candidate> candidates = Arrays.stream(models.split(" "))
                .map(id -> new Candidate(
                        new Model(id, Tier.FREE, 10, 10, null, 0, Set.of(), List.of(), List.of(target), false), target))
                .toList();
        return new Route(candidates, "plugsky-fusion", null, null, null, List.of(), List.of(), List.of());
    }

    /** A sink that remembers only whether something was written. */
    private static final class Written implements Sink {
        private boolean started;
        private boolean gone;

        @Override
        public void head(Map<String, String> headers) {}

        @Override
        public void json(byte[] completion) {
            started = true;
        }

        @Override
        public void event(byte[] events, int offset, int length) {
            started = true;
        }

        @Override
        public void end(Usage usage) {}

        @Override
        public boolean started() {
            return started;
        }

        @Override
        public boolean gone() {
            return gone;
        }

        @Override
        public void onGone(Runnable action) {}
    }
}

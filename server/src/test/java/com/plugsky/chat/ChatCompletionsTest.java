package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.access.Caller;
import com.plugsky.chat.once.Once;
import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.dispatch.Dispatcher;
import com.plugsky.dispatch.Engines;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Model;
import com.plugsky.json.StrictJson;
import com.plugsky.observe.Outcome;
import com.plugsky.observe.RequestEntry;
import com.plugsky.observe.RequestLog;
import com.plugsky.routing.Router;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

class ChatCompletionsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Binder BINDER = binder();

    private final RequestLog log = new RequestLog(10);
    private final Once once = new Once(new Once.Bounds(1_000, 100, 10, Duration.ofMinutes(10)), System::nanoTime);
    private @Nullable String key;
    private final Told told = new Told();

    @Test
    void saysWhoAnswersBeforeTheFirstByte() throws Exception {
        answer("\"n\":2", (request, candidate, sink) -> {
            sink.head(Map.of("x-plugsky-ignored-params", "store,+3"));
            sink.json("{}".getBytes(StandardCharsets.UTF_8));
            sink.end(new Usage(1_000_000, 2_000_000, 0));
        });
        assertThat(told.events).containsExactly("head", "json", "end");
        assertThat(told.head)
                .containsEntry("x-plugsky-model", "plugsky-pro")
                .containsEntry("x-plugsky-attempts", "1")
                .containsEntry("x-plugsky-ignored-params", "store,+3");
        RequestEntry.Ending ending = entry().ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.OK);
        assertThat(ending.model()).isEqualTo("plugsky-pro");
        assertThat(ending.usage().totalTokens()).isEqualTo(3_000_000);
        assertThat(ending.cost()).isPositive();
        assertThat(ending.firstChunk()).isNull();
    }

    @Test
    void namesTheFusionThatAModelMakesVain() throws Exception {
        answer("\"fusion\":{\"quality\":3}", (request, candidate, sink) -> sink.json(new byte[0]));
        assertThat(told.head).containsEntry("x-plugsky-ignored-params", "fusion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "cost_saver", "max_quality"})
    void sendsImagesToAModelThatSees(String strategy) throws Exception {
        String body = "{'model':'plugsky-fusion','fusion':{'strategy':'" + strategy + "'},'messages':[{'role':'user',"
                + "'content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]}";
        var asked = new ArrayList<Model>();
        send(body.replace('\'', '"'), (request, candidate, sink) -> {
            asked.add(candidate.model());
            sink.json(new byte[0]);
        });
        assertThat(asked)
                .singleElement()
                .satisfies(model -> assertThat(model.abilities()).contains(Ability.VISION));
        assertThat(FleetFile.defaultFleet().models())
                .anySatisfy(model -> assertThat(model.abilities()).doesNotContain(Ability.VISION));
    }

    @Test
    void writesTheHeadOnceForAStream() throws Exception {
        answer("\"stream\":true", (request, candidate, sink) -> {
            sink.event(new byte[3], 0, 3);
            sink.event(new byte[3], 0, 3);
            sink.end(Usage.NONE);
        });
        assertThat(told.events).containsExactly("head", "event", "event", "end");
        assertThat(entry().ending().firstChunk()).isNotNull();
    }

    @Test
    void remembersWhatFailed() {
        var failure = new EngineFailure(EngineFailure.Kind.REFUSED, ApiError.of(ErrorCode.UPSTREAM_ERROR, "no", null));
        assertThat(catchThrowable(() -> answer("\"user\":\"ada\"", (request, candidate, sink) -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(entry().ending().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(entry().ending().model()).isNull();
        assertThat(entry().ending().attempts()).isEqualTo(1);
        assertThat(entry().user()).isEqualTo("ada");
    }

    @Test
    void remembersACallerWhoLeft() {
        Throwable gone = catchThrowable(() -> answer("\"n\":1", (request, candidate, sink) -> {
            throw new IOException("gone");
        }));
        assertThat(gone).isInstanceOf(IOException.class);
        assertThat(entry().ending().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void remembersWhoBrokeOffItsAnswer() {
        var failure = new EngineFailure(EngineFailure.Kind.REFUSED, ApiError.of(ErrorCode.SERVER_ERROR, "cut", null));
        assertThat(catchThrowable(() -> answer("\"stream\":true", (request, candidate, sink) -> {
                    ((RawSink) sink).bytes(new byte[3], 0, 3);
                    ((RawSink) sink).hangUp();
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(told.events).containsExactly("head", "bytes", "hang up");
        assertThat(told.head).containsEntry("x-plugsky-model", "plugsky-pro");
        assertThat(entry().ending().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(entry().ending().model()).isEqualTo("plugsky-pro");
        assertThat(entry().ending().firstChunk()).isNotNull();
    }

    @Test
    void writesTheHeadOnceForARawAnswer() throws Exception {
        answer("\"n\":1", (request, candidate, sink) -> {
            ((RawSink) sink).begin(418, Map.of("x-tea", "green"));
            ((RawSink) sink).bytes(new byte[3], 0, 3);
            ((RawSink) sink).reset();
        });
        assertThat(told.events).containsExactly("head", "begin 418", "bytes", "reset");
        assertThat(told.head).containsEntry("x-plugsky-attempts", "1").containsEntry("x-tea", "green");
        assertThat(entry().ending().firstChunk()).isNull();
    }

    @Test
    void remembersNothingOfWhatNoModelAnswers() {
        Throwable refused = catchThrowable(() -> answer("\"top_k\":1", "nobody", (request, candidate, sink) -> {}));
        assertThat(refused).isInstanceOf(Refusal.class);
        assertThat(log.page(Caller.open(), 10, null).entries()).isEmpty();
    }

    @Test
    void answersTheSameKeyOnce() throws Exception {
        key = "k";
        answer("\"n\":2", (request, candidate, sink) -> {
            sink.json("{}".getBytes(StandardCharsets.UTF_8));
            sink.end(new Usage(1, 2, 0));
        });

        answer("\"n\":2", (request, candidate, sink) -> {
            throw new AssertionError("asked again");
        });

        assertThat(told.events).containsExactly("head", "json", "end", "head", "json", "end");
        RequestEntry.Ending ending = entry().ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.OK);
        assertThat(ending.attempts()).isZero();
        assertThat(ending.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void freesAKeyThatNoModelAnswers() throws Exception {
        key = "k";
        assertThat(catchThrowable(() -> answer("\"n\":2", "nobody", (request, candidate, sink) -> {})))
                .isInstanceOf(Refusal.class);

        answer("\"n\":2", (request, candidate, sink) -> sink.json(new byte[0]));

        assertThat(told.events).containsExactly("head", "json");
    }

    private void answer(String members, Engine engine) throws Exception {
        answer(members, "plugsky-pro", engine);
    }

    private void answer(String members, String model, Engine engine) throws Exception {
        send(
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + members + "}",
                engine);
    }

    private void send(String body, Engine engine) throws Exception {
        var choice =
                new ModelChoice(LiveFleet.fixed(FleetFile.defaultFleet()), new Router(), new TokenCounter(), CLOCK);
        var chat = new ChatCompletions(choice, Dispatcher.usual(new Engines(engine, engine, engine)), once, log, CLOCK);
        ChatRequest request = BINDER.bind("req_1", body.getBytes(StandardCharsets.UTF_8));
        ScopedValue.where(ChatContext.CURRENT, new ChatContext(request, Caller.open()))
                .call(() -> {
                    ResponseEntity<?> response = chat.createChatCompletion(request.view(), key);
                    assertThat(response.getBody()).isInstanceOf(Answer.class);
                    ((Answer) Objects.requireNonNull(response.getBody())).write(told);
                    return response;
                });
    }

    private RequestEntry entry() {
        return log.page(Caller.open(), 10, null).entries().getFirst();
    }

    private static Binder binder() {
        Settings settings = Settings.defaults();
        StrictJson json = JsonBeans.strictJson(settings.limits());
        return new Binder(
                json,
                JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract()),
                CLOCK);
    }

    /** A caller who writes down what comes. */
    private static final class Told implements RawSink {
        private final List<String> events = new ArrayList<>();
        private final Map<String, String> head = new LinkedHashMap<>();

        @Override
        public void head(Map<String, String> headers) {
            events.add("head");
            head.putAll(headers);
        }

        @Override
        public void json(byte[] completion) {
            events.add("json");
        }

        @Override
        public void event(byte[] written, int offset, int length) {
            events.add("event");
        }

        @Override
        public void begin(int status, Map<String, String> headers) {
            events.add("begin " + status);
            head.putAll(headers);
        }

        @Override
        public void bytes(byte[] written, int offset, int length) {
            events.add("bytes");
        }

        @Override
        public void hangUp() {
            events.add("hang up");
        }

        @Override
        public void reset() {
            events.add("reset");
        }

        @Override
        public void end(Usage usage) {
            events.add("end");
        }

        @Override
        public boolean started() {
            return events.stream().anyMatch(event -> !event.equals("head"));
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void onGone(Runnable action) {}
    }
}

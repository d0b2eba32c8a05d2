package com.plugsky.engine.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.net.Connections;
import com.plugsky.engine.upstream.net.TinyUpstream;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.StrictJson;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamEngineTest {

    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 25, 64, 64, 256));

    private static final String ANSWER = "{'id':'c','object':'chat.completion','created':1,'model':'theirs','choices':"
            + "[{'index':0,'message':{'role':'assistant','content':'Hi','refusal':null},'logprobs':null,'finish_reason':'stop'}],"
            + "'usage':{'prompt_tokens':3,'completion_tokens':1,'total_tokens':4}}";
    private static final String CHUNK =
            "{'id':'c','object':'chat.completion.chunk','created':1,'model':'theirs','choices':";
    private static final String SAYS =
            "data: " + CHUNK + "[{'index':0,'delta':{'role':'assistant','content':'Hi'},'finish_reason':null}]}\n\n";
    private static final String STOPS = "data: " + CHUNK + "[{'index':0,'delta':{},'finish_reason':'stop'}]}\n\n";
    private static final String COUNTS =
            "data: " + CHUNK + "[],'usage':{'prompt_tokens':3,'completion_tokens':1,'total_tokens':4}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);
    private final UpstreamEngine engine = new UpstreamEngine(connections, 100_000, AnswerRoom.ENDLESS);

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void relaysAWholeAnswerWithTheHeadersThatMayPass() throws Exception {
        try (var upstream = answering(
                "200 OK",
                "application/json; charset=utf-8\r\nx-ratelimit-limit-requests: 9\r\n"
                        + "openai-organization: org\r\nopenai-processing-ms: 7\r\nx-request-id: theirs\r\nset-cookie: a=b\r\n"
                        + "server: their-server\r\nx-ratelimit-odd: \u00e9",
                ANSWER)) {
            var caller = new Written();

            engine.run(request(false), candidate(upstream.target()), caller);

            assertThat(caller.told()).isEqualTo(quoted(ANSWER).replace("theirs", "ours"));
            assertThat(caller.head)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("x-ratelimit-limit-requests", "9", "openai-organization", "org"));
            assertThat(caller.usage).isEqualTo(new Usage(3, 1, 0));
            assertThat(upstream.request())
                    .contains("\"model\":\"theirs\"", "\r\nx-request-id: 7\r\n")
                    .doesNotContain("ours");
        }
    }

    @Test
    void leavesOutHeadersThatWouldNotFitIntoAnAnswersHead() throws Exception {
        var fat = new StringBuilder("application/json");
        for (int i = 0; i < 20; i++) {
            fat.append("\r\nx-ratelimit-").append(i).append(": ").append("9".repeat(200));
        }
        try (var upstream = answering("200 OK", fat.toString(), ANSWER)) {
            var caller = new Written();

            engine.run(request(false), candidate(upstream.target()), caller);

            assertThat(caller.head).hasSize(7).containsKeys("x-ratelimit-0", "x-ratelimit-6");
        }
    }

    @Test
    void takesAnErrorInPlaceOfAStreamAtItsWord() throws Exception {
        String error = "{'error':{'message':'too long','code':'context_length_exceeded'}}";
        try (var upstream = answering("200 OK", "application/json", error)) {
            EngineFailure failure = failure(true, upstream, new Written());

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.REFUSED);
            assertThat(failure.error().code().code()).isEqualTo("context_length_exceeded");
        }
    }

    @Test
    void relaysAStreamAndKeepsItsConnection() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            while (talk.hears()) {
                talk.says(head("200 OK", "text/event-stream", -1));
                talk.says(chunk(SAYS) + chunk(STOPS) + chunk(COUNTS) + chunk(DONE) + "0\r\n\r\n");
            }
        })) {
            for (int i = 0; i < 2; i++) {
                var caller = new Written();

                engine.run(request(true), candidate(upstream.target()), caller);

                assertThat(caller.told()).isEqualTo(quoted(SAYS + STOPS + DONE).replace("theirs", "ours"));
                assertThat(caller.usage).isEqualTo(new Usage(3, 1, 0));
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void declaresWhatItLeftOutAndWhatItRepaired() throws Exception {
        String broken = ANSWER.replace("'finish_reason':'stop'", "'finish_reason':''");
        try (var upstream = answering("200 OK", "application/json", broken)) {
            var map = new ParameterMap(Map.of(), Set.of("seed"), Set.of(), false);
            var target = new Target.Upstream(
                    upstream.target().url(), "theirs", Access.PLAIN, 1, 8, Timeouts.USUAL, map, Manners.USUAL);
            var caller = new Written();

            engine.run(request(false), candidate(target), caller);

            assertThat(caller.head)
                    .containsEntry("x-plugsky-ignored-params", "seed")
                    .containsEntry("x-plugsky-repairs", "missing-finish-reason");
            assertThat(caller.repairs).containsExactly("missing-finish-reason");
            assertThat(upstream.request()).doesNotContain("seed");
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void tellsWhatItRepairedInAStreamEvenIfThatFails(boolean cut) throws Exception {
        String odd = SAYS.replace("'object':'chat.completion.chunk',", "");
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(head("200 OK", "text/event-stream", -1) + chunk(odd));
            talk.says(cut ? "" : chunk(STOPS) + "0\r\n\r\n");
        })) {
            var caller = new Written();

            if (cut) {
                failure(true, upstream, caller);
            } else {
                engine.run(request(true), candidate(upstream.target()), caller);
            }

            assertThat(caller.head).doesNotContainKey("x-plugsky-repairs");
            assertThat(caller.repairs).isEqualTo(cut ? Set.of("wrong-object") : Set.of("missing-done", "wrong-object"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | 200 OK    | application/json  | ''              | UPSTREAM     | 502",
                "false | 200 OK    | application/json  | {'id':'c',      | UPSTREAM     | 502",
                "false | 200 OK    | text/html         | <html></html>   | UPSTREAM     | 502",
                "true  | 200 OK    | text/html         | <html></html>   | UPSTREAM     | 502",
                "false | 200 OK    | text/event-stream | data: [DONE]    | UPSTREAM     | 502",
                "true  | 200 OK    | application/json  | {}              | UPSTREAM     | 502",
                "true  | 200 OK    | text/event-stream | ''              | UPSTREAM     | 502",
                "true  | 200 OK    | text/event-stream | data: [DONE]    | UPSTREAM     | 502",
                "false | 204 No    | application/json  | ''              | UPSTREAM     | 502",
                "false | 302 Found | text/html         | ''              | UPSTREAM     | 502",
                "false | 500 Oh    | text/plain        | oh              | UPSTREAM     | 502",
                "true  | 500 Oh    | text/plain        | oh              | UPSTREAM     | 502",
                "false | 401 No    | application/json  | {}              | MISCONFIGURED| 502",
                "false | 400 No    | application/json  | {}              | REFUSED      | 400",
            })
    void failsWithWhatWentWrong(boolean streamed, String status, String type, String body, String kind, int told)
            throws Exception {
        try (var upstream = answering(status, type, body)) {
            var caller = new Written();

            EngineFailure failure = failure(streamed, upstream, caller);

            assertThat(failure.kind()).hasToString(kind);
            assertThat(failure.error().status()).isEqualTo(told);
            assertThat(failure.error().message()).doesNotContain("127.0.0.1", "plugsky", "Exception");
            assertThat(caller.told()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | 400 No | application/json  | {'error':{'message':'theirs at HOST'}}",
                "false | 200 OK | application/json  | {'error':{'message':'theirs at HOST','code':400}}",
                "true  | 200 OK | application/json  | {'error':{'message':'theirs at HOST','code':400}}",
                "true  | 200 OK | text/event-stream | data: {'error':{'message':'theirs at HOST','code':400}}",
                "true  | 200 OK | text/event-stream | error: {'message':'theirs at HOST','code':400}",
                "true  | 200 OK | text/event-stream | data: {'message':'theirs at HOST','code':400}",
            })
    void tellsNobodyWhereItAsked(boolean streamed, String status, String type, String body) throws Exception {
        String text = body.replace("HOST", "127.0.0.1");
        try (var upstream = answering(status, type, text)) {
            assertThat(failure(streamed, upstream, new Written()).error().message())
                    .isEqualTo("ours at (address)");
        }
    }

    @Test
    void handsOnWhenToComeBack() throws Exception {
        try (var upstream = answering("429 Slow", "application/json\r\nretry-after: 7", "{}")) {
            EngineFailure failure = failure(false, upstream, new Written());

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.RATE_LIMITED);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void neverEndsAStreamThatWasCut() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(head("200 OK", "text/event-stream", -1) + chunk(SAYS));
        })) {
            var caller = new Written();

            EngineFailure failure = failure(true, upstream, caller);

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.UPSTREAM);
            assertThat(caller.told()).contains("Hi").doesNotContain("[DONE]");
        }
    }

    /** Without chunks an end may be a cut: it is believed if the usage has come, or was not asked for. */
    @ParameterizedTest
    @CsvSource({"true, true, whole", "true, false, cut", "false, false, whole"})
    void takesAnEndForACutUnlessTheUsageHasCome(boolean asks, boolean counts, String end) throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says("HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n");
            talk.says(quoted(SAYS + STOPS + (counts ? COUNTS : "")));
        })) {
            var target = new Target.Upstream(
                    upstream.target().url(),
                    "theirs",
                    Access.PLAIN,
                    1,
                    8,
                    Timeouts.USUAL,
                    ParameterMap.NONE,
                    new Manners(asks, false, false, false, null));
            var caller = new Written();

            if (end.equals("cut")) {
                assertThatThrownBy(() -> engine.run(request(true), candidate(target), caller))
                        .isInstanceOf(EngineFailure.class)
                        .hasMessageContaining("before its answer was whole");
            } else {
                engine.run(request(true), candidate(target), caller);
            }

            assertThat(caller.told().endsWith(DONE)).isEqualTo(end.equals("whole"));
        }
    }

    @Test
    void failsAnAnswerThatIsTooLong() throws Exception {
        try (var upstream = answering("200 OK", "application/json", ANSWER.replace("Hi", "x".repeat(100_000)))) {
            assertThat(failure(false, upstream, new Written()).error().message())
                    .contains("too long");
        }
    }

    /** Nothing is said against the upstream, and what was held is free again. */
    @Test
    void failsAnAnswerForWhichThereIsNoRoom() throws Exception {
        var narrow = new UpstreamEngine(connections, 4_000_000, new AnswerRoom(1_000_000));
        String large = ANSWER.replace("Hi", "x".repeat(2_000_000));
        for (int i = 0; i < 2; i++) {
            try (var upstream = answering("200 OK", "application/json", large)) {
                EngineFailure failure = catchThrowableOfType(
                        EngineFailure.class,
                        () -> narrow.run(request(false), candidate(upstream.target()), new Written()));
                assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CAPACITY);
            }
        }
        var caller = new Written();
        try (var upstream = answering("200 OK", "application/json", ANSWER.replace("Hi", "x".repeat(500_000)))) {
            narrow.run(request(false), candidate(upstream.target()), caller);
        }
        assertThat(caller.told()).hasSizeGreaterThan(500_000);
    }

    @Test
    void failsALineForWhichThereIsNoRoom() throws Exception {
        var narrow = new UpstreamEngine(connections, 4_000_000, new AnswerRoom(100_000));
        String large = quoted(SAYS).replace("Hi", "x".repeat(1_000_000));
        var caller = new Written();
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says("HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + large);
        })) {
            EngineFailure failure = catchThrowableOfType(
                    EngineFailure.class, () -> narrow.run(request(true), candidate(upstream.target()), caller));
            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CAPACITY);
        }
        assertThat(caller.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void closesTheConnectionWhenTheCallerLeaves(boolean streamed) throws Exception {
        var caller = new Written();
        var reached = new CompletableFuture<Boolean>();
        reached.thenRunAsync(caller::leaves);
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            if (streamed) {
                talk.says(head("200 OK", "text/event-stream", -1) + chunk(SAYS));
            }
            reached.complete(true);
            talk.waits();
        })) {
            assertThatThrownBy(() -> engine.run(request(streamed), candidate(upstream.target()), caller))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("the caller left");
            assertThat(upstream.end()).isIn("eof", "gone");
        }
    }

    private EngineFailure failure(boolean streamed, TinyUpstream upstream, Written caller) throws IOException {
        try {
            engine.run(request(streamed), candidate(upstream.target()), caller);
        } catch (EngineFailure failure) {
            return failure;
        }
        throw new AssertionError("no failure: " + caller.told());
    }

    private static TinyUpstream answering(String status, String type, String body) {
        String text = quoted(body);
        return new TinyUpstream(talk -> {
            while (talk.hears()) {
                talk.says(head(status, type, text.getBytes(UTF_8).length) + text);
            }
        });
    }

    private static String head(String status, String type, int length) {
        return "HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\n"
                + (length < 0 ? "transfer-encoding: chunked" : "content-length: " + length) + "\r\n\r\n";
    }

    private static String chunk(String event) {
        String text = quoted(event);
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static ChatRequest request(boolean streamed) {
        byte[] bytes = quoted("{'model':'ours','seed':1,'stream':" + streamed
                        + ",'messages':[{'role':'user','content':'Hi'}]}")
                .getBytes(UTF_8);
        var members = new ArrayList<Member>();
        var view = (ChatCompletionRequest) Objects.requireNonNull(JSON.read(bytes, members));
        return new ChatRequest("req_7", bytes, view, new Members(members), Instant.EPOCH);
    }

    private static Candidate candidate(Target.Upstream target) {
        var model = new Model("ours", Tier.FREE, 8000, 4000, null, 0.5, Set.of(), List.of(), List.of(target), false);
        return new Candidate(model, target);
    }
}

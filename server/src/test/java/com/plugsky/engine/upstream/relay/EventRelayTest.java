package com.plugsky.engine.upstream.relay;

import static com.plugsky.engine.upstream.relay.Told.DONE;
import static com.plugsky.engine.upstream.relay.Told.bytes;
import static com.plugsky.engine.upstream.relay.Told.choice;
import static com.plugsky.engine.upstream.relay.Told.event;
import static com.plugsky.engine.upstream.relay.Told.ours;
import static com.plugsky.engine.upstream.relay.Told.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventRelayTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Relaying PLAIN = new Relaying("ours", false, false);
    private static final String ROLE = choice("'role':'assistant','content':''", "null");
    private static final String TEXT = choice("'content':'Hé\\n😀 \\\"{'", "null");
    private static final String STOP = choice("", "'stop'");
    private static final String CLEAN = up(ROLE) + up(TEXT) + up(STOP) + DONE;
    private static final String CLEAN_OURS = ours(ROLE) + ours(TEXT) + ours(STOP) + DONE;

    static Stream<Arguments> framings() {
        return Stream.of(
                arguments("clean", CLEAN),
                arguments("no space", CLEAN.replace("data: ", "data:")),
                arguments("two spaces", CLEAN.replace("data: ", "data:  ")),
                arguments("a tab", CLEAN.replace("data: ", "data:\t")),
                arguments("space behind", CLEAN.replace("\n\n", " \n\n")),
                arguments("byte order mark", "\uFEFF" + CLEAN),
                arguments("blank lines first", "\n\n" + CLEAN),
                arguments("comments", ": hello\n\n" + CLEAN.replace("data:", ": ping\ndata:")),
                arguments("comments with blank lines", CLEAN.replace("data:", ": ping\n\ndata:")),
                arguments("other fields", CLEAN.replace("data:", "event: message\nid: 5\nretry: 10\nx\ndata:")),
                arguments("empty data", CLEAN.replace("data: {", "data:\n\ndata\n\ndata: {")),
                arguments("single line ends", CLEAN.replace("\n\n", "\n")),
                arguments("many line ends", CLEAN.replace("\n\n", "\n\n\n\n")),
                arguments(
                        "data in two lines",
                        CLEAN.replace(",\"created\"", ",\ndata: \"created\"")
                                .replace("\ndata: \"created\"", "\ndata:\"created\"")),
                arguments("no blank line at the end", CLEAN.strip() + "\n"),
                arguments("no line end at the end", CLEAN.strip()),
                arguments("more after the end", CLEAN + up(TEXT) + "rubbish"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void readsEveryFramingAndWritesOne(String name, String stream) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            for (Caller.Cut cut : Caller.Cut.values()) {
                Caller caller = Caller.of(PLAIN, bytes(stream.replace("\n", end)), cut);
                assertThat(caller.told().replace(", \"created", ",\"created"))
                        .as(cut + " " + end.length())
                        .isEqualTo(CLEAN_OURS);
                assertThat(caller.repairs).isEmpty();
                assertThat(caller.started).isTrue();
            }
        }
    }

    static Stream<Arguments> failures() {
        String begun = up(ROLE);
        return Stream.of(
                fails("nothing", "", "", "The upstream ended its stream without an answer"),
                fails("only the end mark", DONE, "", "The upstream ended its stream without an answer"),
                fails("only comments", ": a\n\n: b\n\n", "", "The upstream ended its stream without an answer"),
                fails(
                        "cut after the role",
                        begun,
                        ours(ROLE),
                        "The upstream ended its stream before its answer was whole"),
                fails(
                        "cut in a chunk",
                        begun + up(TEXT).substring(0, 50),
                        ours(ROLE),
                        "The upstream broke the contract: an answer that is none"),
                fails(
                        "broken JSON",
                        begun + event("{'id':}") + CLEAN,
                        ours(ROLE),
                        "The upstream broke the contract: an answer that is none"),
                fails(
                        "half JSON in an event",
                        begun + event("{'id':") + CLEAN,
                        ours(ROLE),
                        "The upstream broke the contract: an answer that is none"),
                fails("no JSON", "data: ping\n\n", "", "The upstream broke the contract: an answer that is none"),
                fails("a list", event("[1]"), "", "The upstream broke the contract: an answer that is none"),
                fails("a number", event("1"), "", "The upstream broke the contract: an answer that is none"),
                fails("no chunk", event("{}"), "", "The upstream broke the contract: an answer that is none"),
                fails(
                        "choices that are none",
                        up("'choices':{}"),
                        "",
                        "The upstream broke the contract: an answer that is none"),
                fails(
                        "a choice that is none",
                        up("'choices':[1]"),
                        "",
                        "The upstream broke the contract: an answer that is none"),
                fails(
                        "a delta that is none",
                        up("'choices':[{'index':0,'delta':1,'finish_reason':null}]"),
                        "",
                        "The upstream broke the contract: a delta that is no object"),
                fails(
                        "an error",
                        begun + event("{'error':{'message':'out of luck','type':'x','code':500}}") + DONE,
                        ours(ROLE),
                        "The model's engine failed: out of luck"),
                fails(
                        "an error's text",
                        begun + event("{'error':'out of luck'}"),
                        ours(ROLE),
                        "The model's engine failed: out of luck"),
                fails(
                        "an error in a chunk",
                        begun + up("'error':{'message':'out of luck'}," + TEXT),
                        ours(ROLE),
                        "The model's engine failed: out of luck"),
                fails(
                        "an event called error",
                        begun + "event: error\n" + event("{'message':'out of luck'}"),
                        ours(ROLE),
                        "The model's engine failed: out of luck"),
                fails(
                        "an event called error with a text",
                        "event:error\ndata: out of luck\n\n",
                        "",
                        "The model's engine failed: out of luck"),
                fails(
                        "a line called error",
                        begun + "error: {\"code\":500,\"message\":\"out of luck\"}\n\n",
                        ours(ROLE),
                        "The model's engine failed: out of luck"),
                fails(
                        "an object called error",
                        event("{'object':'error','message':'out of luck','code':500}"),
                        "",
                        "The model's engine failed: out of luck"),
                fails(
                        "JSON without events",
                        "{\"error\":{\"message\":\"out of luck\"}}\n",
                        "",
                        "The model's engine failed: out of luck"),
                fails(
                        "HTML",
                        "<html>\n<body>502</body></html>\n",
                        "",
                        "The upstream ended its stream without an answer"));
    }

    private static Arguments fails(String name, String stream, String before, String message) {
        return arguments(name, stream, before + "[" + message + "]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void handsOnWhatCameBeforeAFailure(String name, String stream, String told) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            for (Caller.Cut cut : Caller.Cut.values()) {
                Caller caller = Caller.of(PLAIN, bytes(stream.replace("\n", end)), cut);
                assertThat(caller.told()).as(cut.toString()).isEqualTo(told);
                EngineFailure failure = Objects.requireNonNull(caller.failure);
                assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.UPSTREAM);
                assertThat(failure.error().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
                assertThat(caller.started).isEqualTo(!told.startsWith("["));
            }
        }
    }

    @Test
    void refusesWhatTheCallerAskedWronglyEvenInAStream() {
        String error = event("{'error':{'code':400,'message':'too long','type':'exceed_context_size_error'}}");
        EngineFailure failure = Objects.requireNonNull(Caller.of(PLAIN, bytes(error), Caller.Cut.WHOLE).failure);
        assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.REFUSED);
        assertThat(failure.error()).isEqualTo(ApiError.of(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "too long", null));
    }

    @Test
    void boundsALine() {
        String endless = "data: {\"id\":\"" + "x".repeat(EventLines.MOST_BYTES) + "\"";
        String lines = "data: {\n" + ("data: \"id\":\"" + "x".repeat(1 << 20) + "\",\n").repeat(5);
        for (String stream : new String[] {endless, up(ROLE) + endless, lines}) {
            Caller caller = Caller.of(PLAIN, bytes(stream), Caller.Cut.WHOLE);
            assertThat(caller.told()).contains("of more than 4194304 bytes]");
        }
    }

    @Test
    void takesALineThatIsNearlyTooLong() {
        String text = choice("'role':'assistant','content':'" + "x".repeat(4_000_000) + "'", "'stop'");
        for (Caller.Cut cut : Caller.Cut.values()) {
            assertThat(Caller.of(PLAIN, bytes(up(text) + DONE), cut).told()).isEqualTo(ours(text) + DONE);
        }
    }

    @Test
    void writesTheUpstreamsOwnBytesFromWhereTheyStandIfTheModelIsTheSame() throws Exception {
        byte[] read = bytes(CLEAN_OURS);
        var seen = new ArrayList<byte[]>();
        var relay = new EventRelay(
                PLAIN,
                new Caller() {
                    @Override
                    public void event(byte[] events, int offset, int length) {
                        seen.add(events);
                        super.event(events, offset, length);
                    }
                },
                AnswerRoom.ENDLESS.share());
        int last = read.length - bytes(DONE).length;
        relay.feed(read, 0, last);
        assertThat(seen).hasSize(1).allSatisfy(array -> assertThat(array).isSameAs(read));
        relay.feed(read, last, read.length - last);
        assertThat(relay.done()).isTrue();
        assertThat(relay.end(true)).isEqualTo(Usage.NONE);
    }

    @Test
    void doesNotWaitForTheBlankLine() throws Exception {
        var caller = new Caller();
        var relay = new EventRelay(PLAIN, caller, AnswerRoom.ENDLESS.share());
        byte[] line = bytes(up(ROLE).strip() + "\n");
        relay.feed(line, 0, line.length);
        assertThat(caller.told()).isEqualTo(ours(ROLE));
        assertThat(relay.started()).isTrue();
    }

    @Test
    void hasNotStartedWithComments() throws Exception {
        var relay = new EventRelay(PLAIN, new Caller(), AnswerRoom.ENDLESS.share());
        byte[] comments = bytes(": ping\n\n: ping\n\ndata:\n\n");
        relay.feed(comments, 0, comments.length);
        assertThat(relay.started()).isFalse();
    }

    @Test
    void letsNothingOutButAFailureOrWholeChunks() {
        var random = new Random(11);
        byte[][] pieces = Stream.of(
                        CLEAN,
                        up(TEXT),
                        "data: ",
                        "\n",
                        "\r",
                        "[DONE]",
                        "{\"choices\":[",
                        "}",
                        "event: error\n",
                        ":",
                        "\"")
                .map(Told::bytes)
                .toArray(byte[][]::new);
        for (int i = 0; i < 20_000; i++) {
            var stream = new ByteArrayOutputStream();
            for (int j = random.nextInt(8); j >= 0; j--) {
                byte[] piece = pieces[random.nextInt(pieces.length)].clone();
                if (random.nextInt(3) == 0) {
                    piece[random.nextInt(piece.length)] = (byte) random.nextInt(256);
                }
                stream.writeBytes(piece);
            }
            byte[] bytes = stream.toByteArray();
            Caller whole = Caller.of(PLAIN, bytes, Caller.Cut.WHOLE);
            String text = whole.told();
            assertThat(Caller.of(PLAIN, bytes, Caller.Cut.RANDOM).told()).isEqualTo(text);
            assertThat(text.endsWith(DONE)).isEqualTo(whole.failure == null);
            String events = whole.text();
            for (String event : events.split("\n\n")) {
                assertThat(event.isEmpty() || event.startsWith("data: "))
                        .as(text)
                        .isTrue();
                if (event.length() > 6 && !event.equals(DONE.strip())) {
                    assertThat(JSON.readTree(event.substring(6)).path("model").stringValue())
                            .isEqualTo("ours");
                }
            }
        }
    }
}

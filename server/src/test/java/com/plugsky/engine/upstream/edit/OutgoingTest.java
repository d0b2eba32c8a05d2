package com.plugsky.engine.upstream.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.StrictJson;
import com.plugsky.json.scan.RandomJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OutgoingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final StrictJson STRICT =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 25, 64, 64, 256));
    private static final String SAID = "'messages':[{'role':'user','content':'Hi'}]";
    private static final ParameterMap NONE = ParameterMap.NONE;
    private static final ParameterMap LIMITS =
            new ParameterMap(Map.of("max_completion_tokens", "max_tokens"), Set.of(), Set.of(), false);
    private static final ParameterMap NEWER_LIMITS =
            new ParameterMap(Map.of("max_tokens", "max_completion_tokens"), Set.of(), Set.of(), false);
    private static final ParameterMap SWAP = new ParameterMap(Map.of("a", "b", "b", "a"), Set.of(), Set.of(), false);
    private static final ParameterMap SAME = new ParameterMap(Map.of("a", "c", "b", "c"), Set.of(), Set.of(), false);
    private static final ParameterMap IGNORE = new ParameterMap(Map.of(), Set.of("seed", "user"), Set.of(), false);
    private static final ParameterMap ROLES = new ParameterMap(Map.of(), Set.of(), Set.of(), true);
    private static final ParameterMap NO_OPTIONS =
            new ParameterMap(Map.of(), Set.of("stream_options"), Set.of(), false);

    static Stream<Arguments> bodies() {
        return Stream.of(
                row(NONE, "{'model':'plugsky-pro'," + SAID + "}", "{'model':'up'," + SAID + "}"),
                row(
                        NONE,
                        " {\n " + SAID + " , 'mod\\u0065l' : 'plugsky-pro' } ",
                        " {\n " + SAID + " , 'mod\\u0065l' : 'up' } "),
                row(
                        NONE,
                        "{'model':'x'," + SAID + ",'é\\\\':1e5,'z':null}",
                        "{'model':'up'," + SAID + ",'é\\\\':1e5,'z':null}"),
                row(NONE, "{'fusion':{},'model':'x'," + SAID + "}", "{'model':'up'," + SAID + "}"),
                row(NONE, "{ 'model':'x' , 'fusion' : {'quality':5} , " + SAID + "}", "{ 'model':'up' , " + SAID + "}"),
                row(NONE, "{'model':'x'," + SAID + " , 'f\\u0075sion':null }", "{'model':'up'," + SAID + " }"),
                row(
                        LIMITS,
                        "{'model':'x','max_completion_tokens' : 5," + SAID + "}",
                        "{'model':'up','max_tokens' : 5," + SAID + "}"),
                row(
                        LIMITS,
                        "{'model':'x','m\\u0061x_completion_tokens':5," + SAID + "}",
                        "{'model':'up','max_tokens':5," + SAID + "}"),
                row(
                        LIMITS,
                        "{'max_tokens':9,'model':'x','max_completion_tokens':5," + SAID + "}",
                        "{'model':'up','max_tokens':5," + SAID + "}",
                        "max_tokens"),
                row(
                        LIMITS,
                        "{'max_tokens':null,'model':'x','max_completion_tokens':5," + SAID + "}",
                        "{'model':'up','max_tokens':5," + SAID + "}"),
                row(
                        LIMITS,
                        "{'max_tokens':9,'model':'x','max_completion_tokens':null," + SAID + "}",
                        "{'max_tokens':9,'model':'up'," + SAID + "}"),
                row(
                        NEWER_LIMITS,
                        "{'max_tokens':9,'model':'x','max_completion_tokens':5," + SAID + "}",
                        "{'model':'up','max_completion_tokens':5," + SAID + "}",
                        "max_tokens"),
                row(
                        NEWER_LIMITS,
                        "{'max_tokens':9,'model':'x'," + SAID + "}",
                        "{'max_completion_tokens':9,'model':'up'," + SAID + "}"),
                row(SWAP, "{'a':1,'model':'x','b':2," + SAID + "}", "{'b':1,'model':'up','a':2," + SAID + "}"),
                row(SAME, "{'a':1,'model':'x','b':2," + SAID + "}", "{'c':1,'model':'up'," + SAID + "}", "b"),
                row(
                        IGNORE,
                        "{'user':'u','model':'x','seed':1," + SAID + "}",
                        "{'model':'up'," + SAID + "}",
                        "seed",
                        "user"),
                row(IGNORE, "{'user':null,'model':'x'," + SAID + "}", "{'model':'up'," + SAID + "}"),
                row(
                        ROLES,
                        "{'model':'x','messages':[{'role':'developer','content':'role'},{'content':[{'type':'text','text':'developer'}],"
                                + "'r\\u006fle' : 'd\\u0065veloper'},{'role':'user','content':'Hi'}]}",
                        "{'model':'up','messages':[{'role':'system','content':'role'},{'content':[{'type':'text','text':'developer'}],"
                                + "'r\\u006fle' : 'system'},{'role':'user','content':'Hi'}]}"));
    }

    static Stream<Arguments> streams() {
        String asked = "'stream_options':{'include_usage':true}";
        return Stream.of(
                row(
                        NONE,
                        "{'model':'x','stream':true," + SAID + "}",
                        "{" + asked + ",'model':'up','stream':true," + SAID + "}"),
                row(
                        NONE,
                        "{'fusion':{},'model':'x','stream':true," + SAID + "}",
                        "{" + asked + ",'model':'up','stream':true," + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':null," + SAID + "}",
                        "{'model':'up','stream':true," + asked + "," + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':{ }," + SAID + "}",
                        "{'model':'up','stream':true,'stream_options':{'include_usage':true }," + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':{'include_obfuscation':false}," + SAID + "}",
                        "{'model':'up','stream':true,'stream_options':{'include_obfuscation':false,'include_usage':true},"
                                + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':{'include_usage':false,'x':1}," + SAID + "}",
                        "{'model':'up','stream':true,'stream_options':{'include_usage':true,'x':1}," + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':{'include_us\\u0061ge':null}," + SAID + "}",
                        "{'model':'up','stream':true,'stream_options':{'include_us\\u0061ge':true}," + SAID + "}"));
    }

    static Stream<Arguments> unasked() {
        return Stream.of(
                row(NONE, "{'model':'x','stream':false," + SAID + "}", "{'model':'up','stream':false," + SAID + "}"),
                row(
                        NONE,
                        "{'model':'x','stream':true,'stream_options':{'include_usage':true}," + SAID + "}",
                        "{'model':'up','stream':true,'stream_options':{'include_usage':true}," + SAID + "}"),
                row(
                        NO_OPTIONS,
                        "{'model':'x','stream':true,'stream_options':{'include_usage':false}," + SAID + "}",
                        "{'model':'up','stream':true," + SAID + "}",
                        "stream_options"),
                row(
                        NO_OPTIONS,
                        "{'model':'x','stream':true," + SAID + "}",
                        "{'model':'up','stream':true," + SAID + "}"));
    }

    private static Arguments row(ParameterMap map, String in, String out, String... ignored) {
        return arguments(map, in.replace('\'', '"'), out.replace('\'', '"'), List.of(ignored));
    }

    @ParameterizedTest
    @MethodSource({"bodies", "unasked"})
    void editsInPlace(ParameterMap map, String in, String out, List<String> ignored) throws IOException {
        Outgoing outgoing = Outgoing.of(request(in), target(map, Manners.USUAL));
        assertThat(written(outgoing)).isEqualTo(out);
        assertThat(outgoing.ignored()).containsExactlyElementsOf(ignored);
        assertThat(outgoing.usageAsked()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void asksForTheUsageOfAStream(ParameterMap map, String in, String out, List<String> ignored) throws IOException {
        Outgoing outgoing = Outgoing.of(request(in), target(map, Manners.USUAL));
        assertThat(written(outgoing)).isEqualTo(out);
        assertThat(outgoing.usageAsked()).isTrue();

        Outgoing unasked = Outgoing.of(request(in), target(map, new Manners(false, false, false, false, null)));
        assertThat(unasked.usageAsked()).isFalse();
        assertThat(JSON.readTree(written(unasked)).path("stream_options"))
                .isEqualTo(JSON.readTree(in).path("stream_options"));
    }

    @Test
    void refusesWhatTheMapRefusesUnlessItIsNull() throws IOException {
        Target.Upstream target = target(new ParameterMap(Map.of(), Set.of(), Set.of("seed"), false), Manners.USUAL);
        String body = ("{'model':'x','seed':1," + SAID + "}").replace('\'', '"');
        ApiError error = catchThrowableOfType(Refusal.class, () -> Outgoing.of(request(body), target))
                .error();
        assertThat(error.code()).isEqualTo(ErrorCode.UNSUPPORTED_PARAMETER);
        assertThat(error.param()).isEqualTo("seed");
        assertThat(written(Outgoing.of(request(body.replace(":1,", ":null,")), target)))
                .isEqualTo(("{'model':'up'," + SAID + "}").replace('\'', '"'));
    }

    @Test
    void writesFromTheCallersOwnArray() throws IOException {
        ChatRequest request = request(("{'model':'x'," + SAID + "}").replace('\'', '"'));
        var arrays = new ArrayList<byte[]>();
        Outgoing.of(request, target(NONE, Manners.USUAL)).writeTo(new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                arrays.add(bytes);
            }

            @Override
            public void write(byte[] bytes) {}
        });
        assertThat(arrays).hasSize(2).allSatisfy(array -> assertThat(array).isSameAs(request.body()));
    }

    @Test
    void leavesAllElseOfAnyBodyAsItIs() throws IOException {
        var random = new Random(17);
        var map = new ParameterMap(
                Map.of("max_completion_tokens", "max_tokens", "top_k", "k"), Set.of("user"), Set.of(), true);
        Target.Upstream target = target(map, Manners.USUAL);
        for (int i = 0; i < 3_000; i++) {
            String body = body(random);
            ChatRequest request = request(body);
            Outgoing outgoing = Outgoing.of(request, target);
            String out = written(outgoing);
            var ignored = new TreeSet<String>();
            assertThat(JSON.readTree(out)).as(body).isEqualTo(expected(body, ignored));
            assertThat(outgoing.ignored()).as(body).isEqualTo(ignored);
            int at = 0;
            for (Member member : request.members().top()) {
                if (!Set.of(
                                "model",
                                "messages",
                                "fusion",
                                "user",
                                "stream_options",
                                "max_tokens",
                                "max_completion_tokens")
                        .contains(member.name())) {
                    String value = new String(
                            Arrays.copyOfRange(request.body(), member.start(), member.end()), StandardCharsets.UTF_8);
                    at = out.indexOf(value, at);
                    assertThat(at).as(value + " of " + body).isPositive();
                    at += value.length();
                }
            }
        }
    }

    private static String body(Random random) {
        var json = new RandomJson(random);
        var members = new ArrayList<>(List.of(
                List.of("model", "\"plugsky-pro\""),
                List.of(
                        "messages",
                        "[" + json.space() + "{" + json.quoted("role") + ":" + json.space()
                                + "\"developer\",\"content\":\"role\"}]")));
        for (String[] each : new String[][] {
            {"fusion", "{}", "null", "{\"quality\":3}"},
            {"user", "\"u\"", "null"},
            {"stream", "true", "true", "false"},
            {"stream_options", "null", "{}", "{ \"include_usage\" : false }", "{\"include_usage\":true}"},
            {"max_tokens", "5", "null"},
            {"max_completion_tokens", "6", "null"},
            {"top_k", "1", "2.50e1"},
            {"x", json.value(3)},
            {"y\\\"", json.value(3)}
        }) {
            if (random.nextInt(3) > 0) {
                members.add(List.of(each[0], each[1 + random.nextInt(each.length - 1)]));
            }
        }
        Collections.shuffle(members, random);
        var body = new StringBuilder(json.space()).append('{');
        for (List<String> member : members) {
            String name = member.getFirst().startsWith("y")
                    ? "\"" + member.getFirst() + "\""
                    : json.quoted(member.getFirst());
            body.append(body.toString().strip().equals("{") ? "" : ",")
                    .append(json.space())
                    .append(name);
            body.append(json.space())
                    .append(':')
                    .append(json.space())
                    .append(member.getLast())
                    .append(json.space());
        }
        return body.append('}').append(json.space()).toString();
    }

    private static ObjectNode expected(String body, Set<String> ignored) {
        var tree = (ObjectNode) JSON.readTree(body);
        tree.put("model", "up");
        tree.remove("fusion");
        if (tree.has("user") && !tree.remove("user").isNull()) {
            ignored.add("user");
        }
        ((ObjectNode) tree.get("messages").get(0)).put("role", "system");
        if (tree.has("top_k")) {
            tree.set("k", tree.remove("top_k"));
        }
        if (tree.has("max_completion_tokens")) {
            var limit = tree.remove("max_completion_tokens");
            boolean both = tree.has("max_tokens");
            if (!both || !limit.isNull()) {
                if (both && !tree.get("max_tokens").isNull()) {
                    ignored.add("max_tokens");
                }
                tree.set("max_tokens", limit);
            }
        }
        if (tree.path("stream").asBoolean(false)) {
            if (!tree.path("stream_options").isObject()) {
                tree.putObject("stream_options");
            }
            ((ObjectNode) tree.get("stream_options")).put("include_usage", true);
        }
        return tree;
    }

    static Target.Upstream target(ParameterMap map, Manners manners) {
        return new Target.Upstream(
                URI.create("http://127.0.0.1:1/v1"), "up", Access.PLAIN, 1, 1, Timeouts.USUAL, map, manners);
    }

    static ChatRequest request(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var members = new ArrayList<Member>();
        var view = (ChatCompletionRequest) Objects.requireNonNull(STRICT.read(bytes, members));
        return new ChatRequest("req_7", bytes, view, new Members(members), Instant.EPOCH);
    }

    private static String written(Outgoing outgoing) throws IOException {
        var out = new ByteArrayOutputStream();
        outgoing.writeTo(out);
        assertThat(outgoing.length()).isEqualTo(out.size());
        return out.toString(StandardCharsets.UTF_8);
    }
}

package com.plugsky.engine.upstream.relay;

import static com.plugsky.engine.upstream.relay.Told.DONE;
import static com.plugsky.engine.upstream.relay.Told.HEAD;
import static com.plugsky.engine.upstream.relay.Told.bytes;
import static com.plugsky.engine.upstream.relay.Told.choice;
import static com.plugsky.engine.upstream.relay.Told.event;
import static com.plugsky.engine.upstream.relay.Told.ours;
import static com.plugsky.engine.upstream.relay.Told.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.Relaying.Asked;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is put right in a stream: one row, one fault. */
class EventRepairTest {

    private static final Asked ASKED = new Asked("chatcmpl-9", 9, 1, false, false);
    private static final String ROLE = choice("'role':'assistant','content':''", "null");
    private static final String TEXT = choice("'content':'Hi'", "null");
    private static final String STOP = choice("", "'stop'");
    private static final String CALLED = choice("", "'tool_calls'");
    private static final String USAGE =
            "'usage':{'prompt_tokens':3,'completion_tokens':4,'total_tokens':7,'completion_tokens_details':{'reasoning_tokens':2}}";

    static Stream<Arguments> faults() {
        return Stream.of(
                row(
                        "missing-head",
                        event("{'object':'chat.completion.chunk'," + ROLE + "}") + up(STOP),
                        event("{'object':'chat.completion.chunk'," + ROLE
                                        + ",'id':'chatcmpl-9','created':9,'model':'ours'}")
                                + ours(STOP).replace("c1", "chatcmpl-9").replace(":7,", ":9,"),
                        "changing-head"),
                row(
                        "missing-head",
                        up(ROLE).replace("\"c1\"", "\"\"") + up(STOP).replace("\"c1\"", "null"),
                        (ours(ROLE) + ours(STOP)).replace("c1", "chatcmpl-9")),
                row(
                        "missing-head",
                        up(ROLE) + up(STOP).replace("\"created\":7,", ""),
                        ours(ROLE)
                                + event("{'id':'c1','object':'chat.completion.chunk','model':'ours'," + STOP
                                        + ",'created':7}")),
                row("changing-head", up(ROLE) + up(STOP).replace("c1", "c2"), ours(ROLE) + ours(STOP)),
                row("changing-head", up(ROLE) + up(STOP).replace(":7,", ":8,"), ours(ROLE) + ours(STOP)),
                row(
                        "wrong-object",
                        up(ROLE).replace("completion.chunk", "completion") + up(STOP),
                        ours(ROLE) + ours(STOP)),
                row(
                        "wrong-object",
                        event("{'id':'c1','created':7,'model':'up'," + ROLE + "}") + up(STOP),
                        event("{'id':'c1','created':7,'model':'ours'," + ROLE + ",'object':'chat.completion.chunk'}")
                                + ours(STOP)),
                row("null-error", up("'error':null," + ROLE) + up(STOP + ",'error':null"), ours(ROLE) + ours(STOP)),
                row(
                        "null-error",
                        event("{'error':null," + HEAD + "up'," + ROLE + "}") + up(STOP),
                        ours(ROLE) + ours(STOP)),
                row(
                        "missing-choice-index",
                        up(ROLE).replace("\"index\":0,", "") + up(STOP),
                        ours("'choices':[{'delta':{'role':'assistant','content':''},'finish_reason':null,'index':0}]")
                                + ours(STOP)),
                row(
                        "missing-delta",
                        up("'choices':[{'index':0,'finish_reason':'stop'}]"),
                        ours("'choices':[{'index':0,'finish_reason':'stop','delta':{'role':'assistant'}}]")),
                row(
                        "missing-delta",
                        up(ROLE) + up("'choices':[{'index':0,'delta':null,'finish_reason':'stop'}]"),
                        ours(ROLE) + ours(STOP)),
                row(
                        "missing-role",
                        up(TEXT) + up(STOP),
                        ours(choice("'content':'Hi','role':'assistant'", "null")) + ours(STOP)),
                row("missing-role", up(STOP), ours(choice("'role':'assistant'", "'stop'"))),
                row("missing-role", up(ROLE.replace("'assistant'", "null")) + up(STOP), ours(ROLE) + ours(STOP)),
                row(
                        "repeated-role",
                        up(ROLE) + up(choice("'role':'assistant','content':'Hi'", "null")) + up(STOP),
                        ours(ROLE) + ours(TEXT) + ours(STOP)),
                row(
                        "repeated-role",
                        up(ROLE) + up(choice("'content':'Hi','role':''", "null")) + up(STOP),
                        ours(ROLE) + ours(TEXT) + ours(STOP)),
                row("repeated-role", up(ROLE) + up(choice("'role':'assistant'", "'stop'")), ours(ROLE) + ours(STOP)),
                row(
                        "missing-finish-reason",
                        up(ROLE.replace(",'finish_reason':null", "")) + up(STOP),
                        ours(ROLE) + ours(STOP)),
                row("missing-finish-reason", up(ROLE.replace("':null", "':''")) + up(STOP), ours(ROLE) + ours(STOP)),
                row("missing-finish", up(ROLE) + up(TEXT), ours(ROLE) + ours(TEXT) + ours(STOP)),
                row(
                        "missing-finish",
                        up(ROLE)
                                + up(
                                        tool(
                                                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':'{}'}")),
                        ours(ROLE)
                                + ours(
                                        tool(
                                                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':'{}'}"))
                                + ours(CALLED)),
                row("after-finish", up(ROLE) + up(STOP) + up(STOP), ours(ROLE) + ours(STOP)),
                row(
                        "after-finish",
                        up(ROLE) + up(STOP) + up(choice("'content':'','tool_calls':[]", "null")),
                        ours(ROLE) + ours(STOP)),
                row(
                        "after-finish",
                        up(ROLE) + up(STOP) + up(choice("'content':'Hi'", "'stop'")),
                        ours(ROLE) + ours(STOP) + ours(TEXT)),
                row("unasked-usage", up(ROLE) + up(STOP) + up("'choices':[]," + USAGE), ours(ROLE) + ours(STOP)),
                row("unasked-usage", up(ROLE) + up(STOP + "," + USAGE), ours(ROLE) + ours(STOP)),
                row(
                        "unasked-usage",
                        up(ROLE) + up(STOP) + event("{" + HEAD + "up'," + USAGE + "}"),
                        ours(ROLE) + ours(STOP)));
    }

    static Stream<Arguments> toolFaults() {
        String head = "'id':'a','type':'function','function':{'name':'f','arguments':''}";
        String other = "'id':'b','type':'function','function':{'name':'f','arguments':''}";
        String more = "'function':{'arguments':'{}'}";
        String clean = ours(ROLE) + ours(tool("'index':0," + head)) + ours(tool("'index':0," + more));
        return Stream.of(
                row(
                        "wrong-finish-reason",
                        up(ROLE) + up(tool("'index':0," + head)) + up(tool("'index':0," + more)) + up(STOP),
                        clean + ours(CALLED)),
                row(
                        "tool-index",
                        up(ROLE) + up(tool(head)) + up(tool(more)) + up(tool(other)) + up(tool(more)) + up(CALLED),
                        ours(ROLE)
                                + ours(tool(head + ",'index':0"))
                                + ours(tool(more + ",'index':0"))
                                + ours(tool(other + ",'index':1"))
                                + ours(tool(more + ",'index':1"))
                                + ours(CALLED)),
                row(
                        "tool-index",
                        up(ROLE) + up(tool("'index':null," + head)) + up(tool("'index':null," + more)) + up(CALLED),
                        clean + ours(CALLED)),
                row(
                        "tool-index",
                        up(ROLE)
                                + up(tool("'index':0," + head))
                                + up(tool("'index':0," + other))
                                + up(tool("'index':0," + more))
                                + up(CALLED),
                        ours(ROLE)
                                + ours(tool("'index':0," + head))
                                + ours(tool("'index':1," + other))
                                + ours(tool("'index':1," + more))
                                + ours(CALLED)),
                row(
                        "tool-index",
                        up(ROLE) + up(tool("'index':1," + head)) + up(tool("'index':1," + more)) + up(CALLED),
                        clean + ours(CALLED)),
                row(
                        "tool-index",
                        up(ROLE) + up(choice("'tool_calls':[{" + head + "},{" + other + "}]", "null")) + up(CALLED),
                        ours(ROLE)
                                + ours(choice(
                                        "'tool_calls':[{" + head + ",'index':0},{" + other + ",'index':1}]", "null"))
                                + ours(CALLED)),
                row(
                        "repeated-tool",
                        up(ROLE)
                                + up(tool("'index':0," + head))
                                + up(
                                        tool(
                                                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':'{}'}"))
                                + up(CALLED),
                        clean + ours(CALLED)),
                row(
                        "repeated-tool",
                        up(ROLE)
                                + up(tool("'index':0," + head))
                                + up(tool("'index':0,'id':null,'type':null,'function':{'name':'','arguments':'{}'}"))
                                + up(CALLED),
                        clean + ours(CALLED)),
                row(
                        "missing-tool-type",
                        up(ROLE) + up(tool("'index':0,'id':'a','function':{'name':'f','arguments':''}")) + up(CALLED),
                        ours(ROLE)
                                + ours(tool(
                                        "'index':0,'id':'a','function':{'name':'f','arguments':''},'type':'function'"))
                                + ours(CALLED)),
                row(
                        "missing-tool-id",
                        up(ROLE) + up(tool("'index':0,'id':'','type':'function','function':{'name':'f'}")) + up(CALLED),
                        ours(ROLE)
                                + ours(tool("'index':0,'type':'function','function':{'name':'f'},'id':'call_9_0_0'"))
                                + ours(CALLED)),
                row(
                        "arguments-no-text",
                        up(ROLE)
                                + up(
                                        tool(
                                                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':{'x': ['\\n']}}"))
                                + up(CALLED),
                        ours(ROLE)
                                + ours(tool("'index':0,'id':'a','type':'function','function':{'name':'f','arguments':"
                                        + "'{\\'x\\': [\\'\\\\n\\']}'}"))
                                + ours(CALLED)),
                row(
                        "missing-arguments",
                        up(ROLE)
                                + up(
                                        tool(
                                                "'index':0,'id':'a','type':'function','function':{'name':'f','arguments':null}"))
                                + up(CALLED),
                        ours(ROLE) + ours(tool("'index':0," + head)) + ours(CALLED)));
    }

    private static String tool(String call) {
        return choice("'tool_calls':[{" + call + "}]", "null");
    }

    private static Arguments row(String repair, String in, String out, String... more) {
        return arguments(
                Stream.concat(Stream.of(repair), Stream.of(more)).sorted().toList(), in + DONE, out + DONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"faults", "toolFaults"})
    void putsRight(Iterable<String> names, String in, String out) {
        for (Caller.Cut cut : Caller.Cut.values()) {
            Caller caller = Caller.of(new Relaying("ours", false, false, ASKED), bytes(in), cut);
            assertThat(caller.told()).as(cut.toString()).isEqualTo(out);
            assertThat(caller.repairs).containsExactlyElementsOf(names);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"faults", "toolFaults"})
    void failsInsteadWhereItIsStrict(Iterable<String> names, String in, String out) {
        Caller caller = Caller.of(new Relaying("ours", false, true, ASKED), bytes(in), Caller.Cut.WHOLE);
        assertThat(caller.told()).contains("[The upstream broke the contract: ").doesNotContain(DONE);
        assertThat(caller.repairs).isEmpty();
    }

    @Test
    void leavesAlonePutRightStreams() {
        Stream.concat(faults(), toolFaults()).forEach(row -> {
            String out = (String) row.get()[2];
            if (!out.contains("\"Hi\"},\"finish_reason\":null}]}\n\ndata: [DONE]")) { // content after the finish stays
                Caller again = Caller.of(new Relaying("ours", false, true, ASKED), bytes(out), Caller.Cut.WHOLE);
                assertThat(again.told()).isEqualTo(out);
            }
        });
    }

    @Test
    void addsTheEndMarkOnlyIfAllChoicesFinished() {
        String one = up(ROLE) + up(STOP);
        Caller caller = Caller.of(new Relaying("ours", false, false, ASKED), bytes(one), Caller.Cut.WHOLE);
        assertThat(caller.told()).isEqualTo(ours(ROLE) + ours(STOP) + DONE);
        assertThat(caller.repairs).containsExactly("missing-done");

        var two = new Asked("chatcmpl-9", 9, 2, false, false);
        Caller other = Caller.of(new Relaying("ours", false, false, two), bytes(one), Caller.Cut.WHOLE);
        assertThat(other.told())
                .isEqualTo(ours(ROLE) + ours(STOP) + "[The upstream ended its stream before its answer was whole]");
    }

    @Test
    void letsANamedToolEndWithStop() {
        var named = new Asked("chatcmpl-9", 9, 1, false, true);
        String call = tool("'index':0,'id':'a','type':'function','function':{'name':'f','arguments':'{}'}");
        Caller caller = Caller.of(
                new Relaying("ours", false, true, named),
                bytes(up(ROLE) + up(call) + up(STOP) + DONE),
                Caller.Cut.WHOLE);
        assertThat(caller.told()).isEqualTo(ours(ROLE) + ours(call) + ours(STOP) + DONE);
    }

    @Test
    void findsChoicesOutOfOrderOnlyWhereItIsStrict() {
        String second = ROLE.replace("'index':0", "'index':1");
        String stream = up(second) + up(ROLE) + up(STOP) + up(STOP.replace("'index':0", "'index':1")) + DONE;
        Caller caller = Caller.of(new Relaying("ours", false, false, ASKED), bytes(stream), Caller.Cut.WHOLE);
        assertThat(caller.told()).isEqualTo(stream.replace("\"up\"", "\"ours\""));
        assertThat(caller.repairs).isEmpty();
        Caller strict = Caller.of(new Relaying("ours", false, true, ASKED), bytes(stream), Caller.Cut.WHOLE);
        assertThat(strict.told()).isEqualTo("[The upstream broke the contract: choices that do not begin in order]");
    }

    static Stream<Arguments> usages() {
        String nothing = ",'usage':null";
        String last = "'choices':[]," + USAGE;
        String early = USAGE.replace(":4", ":1");
        String clean = ours(ROLE + nothing) + ours(STOP + nothing) + ours(last);
        return Stream.of(
                arguments("clean", up(ROLE + nothing) + up(STOP + nothing) + up(last), clean, Set.of()),
                arguments(
                        "on the finish chunk",
                        up(ROLE + nothing) + up(STOP + "," + USAGE),
                        clean,
                        Set.of("usage-place")),
                arguments(
                        "on every chunk",
                        up(ROLE + "," + early) + up(STOP + "," + USAGE),
                        clean,
                        Set.of("usage-place")),
                arguments(
                        "on every chunk and the last",
                        up(ROLE + "," + early) + up(STOP + "," + USAGE) + up(last),
                        clean,
                        Set.of("usage-place")),
                arguments(
                        "too early", up(ROLE + nothing) + up(last) + up(STOP + nothing), clean, Set.of("usage-place")),
                arguments(
                        "twice",
                        up(ROLE + nothing) + up(STOP + nothing) + up(last) + up(last),
                        clean,
                        Set.of("usage-place")),
                arguments(
                        "without choices",
                        up(ROLE + nothing) + up(STOP + nothing) + up(USAGE),
                        ours(ROLE + nothing) + ours(STOP + nothing) + ours(USAGE + ",'choices':[]"),
                        Set.of("missing-choices")),
                arguments(
                        "with null choices",
                        up(ROLE + nothing) + up(STOP + nothing) + up("'choices':null," + USAGE),
                        clean,
                        Set.of("missing-choices")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usages")
    void endsWithTheUsageForWhoAsked(String name, String in, String out, Set<String> repairs) {
        var asks = new Asked("chatcmpl-9", 9, 1, true, false);
        for (Caller.Cut cut : Caller.Cut.values()) {
            Caller caller = Caller.of(new Relaying("ours", false, false, asks), bytes(in + DONE), cut);
            assertThat(caller.told()).isEqualTo(out + DONE);
            assertThat(caller.repairs).isEqualTo(repairs);
            assertThat(caller.usage).isEqualTo(new Usage(3, 4, 2));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usages")
    void withholdsTheUsageThatOnlyWeAskedFor(String name, String in, String out, Set<String> repairs) {
        Caller caller = Caller.of(new Relaying("ours", true, true, ASKED), bytes(in + DONE), Caller.Cut.BYTES);
        assertThat(caller.told()).isEqualTo(ours(ROLE) + ours(STOP) + DONE);
        assertThat(caller.usage).isEqualTo(new Usage(3, 4, 2));
    }
}

package com.plugsky.conformance.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Right answers keep the contract, and each contract fault breaks it in its own place. */
class RightAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Contract CONTRACT = Contract.bundled();
    private static final String TOOL =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\",\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}]";
    private static ScriptedUpstream upstream;

    @BeforeAll
    static void start() throws IOException {
        upstream = ScriptedUpstream.start();
    }

    @AfterAll
    static void stop() throws IOException {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"n\":3", ",\"max_tokens\":2", ",\"stream_options\":{\"include_usage\":true},\"n\":2", TOOL
            })
    void keepTheContract(String members) throws IOException {
        for (boolean stream : new boolean[] {true, false}) {
            boolean options = members.contains("stream_options") && !stream;
            Request request = Raw.chat("any", stream, options ? "" : members);
            assertThat(findings(request)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | /choices/0/finish_reason                | stop
            ,"max_tokens":1       | /choices/0/finish_reason                | length
            ,"max_tokens":1       | /usage/completion_tokens                | 1
            ,"n":2,"max_tokens":1 | /usage/completion_tokens                | 2
            ,"n":2                | /choices/1/index                        | 1
            """)
    void honourParameters(String members, String place, String value) throws IOException {
        JsonNode completion = Json.read(ask(Raw.chat("any", false, members)).text());

        assertThat(completion.at(place).asString()).isEqualTo(value);
    }

    @Test
    void callATool() throws IOException {
        JsonNode completion = Json.read(ask(Raw.chat("any", false, TOOL)).text());

        assertThat(completion.at("/choices/0/message/tool_calls/0/function").toString())
                .isEqualTo("{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/choices/0/delta/tool_calls/0/index, fault-missing-index, 0/0",
        "/choices/0/delta/tool_calls/0/function/name, fault-repeated-name, 3/3",
        "/choices/0/delta/role, fault-repeated-role, 15/15",
        "/choices/0/delta/role, fault-no-role, 0/15",
        "/choices/0/finish_reason, fault-no-finish, 0/14",
        "/usage/total_tokens, fault-usage-on-finish, 1/15",
        "/usage/total_tokens, fault-usage-everywhere, 15/15",
        "/choices/0/delta/tool_calls/0/function/arguments/city, fault-object-arguments, 1/1",
    })
    void areMisshapen(String place, String model, String count) throws IOException {
        List<JsonNode> chunks = chunks(ask(Raw.chat(model, true, "")));

        long with = chunks.stream()
                .filter(chunk ->
                        !chunk.at(place).isMissingNode() && !chunk.at(place).isNull())
                .count();
        boolean calls = place.contains("tool_calls");
        long all = calls
                ? chunks.stream()
                        .filter(chunk ->
                                !chunk.at("/choices/0/delta/tool_calls").isMissingNode())
                        .count()
                : chunks.size();
        assertThat(with + "/" + (with == 0 && calls ? 0 : all)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "fault-changed-id, '\"id\":\"chatcmpl-scripted-0-1\"'",
        "fault-wrong-finish, '\"finish_reason\":\"stop\"'",
        "fault-empty-finish, '\"finish_reason\":\"\"'",
        "fault-error-null, '\"error\":null'",
        "fault-comments, ': scripted'",
        "fault-bom, '\uFEFFdata: '",
    })
    void bearTheMarkOfTheFault(String model, String mark) throws IOException {
        assertThat(ask(Raw.chat(model, true, "")).text()).contains(mark);
        assertThat(ask(Raw.chat("any", true, TOOL)).text()).doesNotContain(mark);
    }

    @Test
    void areSentByteByByte() throws IOException {
        Answer split = ask(Raw.chat("fault-split-utf8", true, ""));
        Answer whole = ask(Raw.chat("scripted", true, ""));

        assertThat(split.text().replace("fault-split-utf8", "scripted")).isEqualTo(whole.text());
        assertThat(Raw.of(upstream, Raw.chat("fault-split-utf8", true, "")).text())
                .contains("~1~d~1~a~1~t~1~a~");
    }

    @Test
    void areTheSameForOneSeedOnly() throws IOException {
        Request request = Raw.chat("any", false, "");
        try (ScriptedUpstream other = ScriptedUpstream.start(
                new Options(java.net.InetAddress.getLoopbackAddress(), 0, null, 1, Duration.ZERO))) {
            String first = ask(request).text();
            assertThat(ask(request).text()).isEqualTo(first);
            try (Wire wire = Wire.open(Endpoint.of(other.url()), Deadline.in(PATIENCE))) {
                assertThat(wire.exchange(request, Deadline.in(PATIENCE)).text()).isNotEqualTo(first);
            }
        }
    }

    private static List<String> findings(Request request) throws IOException {
        return CONTRACT.findings(new Exchange(request, ask(request)));
    }

    private static List<JsonNode> chunks(Answer answer) {
        return answer.events().stream()
                .filter(event -> !event.done())
                .map(SseEvent::data)
                .map(data -> Json.read(String.valueOf(data)))
                .toList();
    }

    private static Answer ask(Request request) throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(upstream.url()), Deadline.in(PATIENCE))) {
            return wire.exchange(request, Deadline.in(PATIENCE));
        }
    }
}

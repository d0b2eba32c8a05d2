package com.plugsky.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamCheckerTest {
    private static final StreamChecker CHECKER =
            new StreamChecker(Contract.bundled().protocol());
    private static final String ROLE = chunk("0", "{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final String TEXT = chunk("0", "{\"content\":\"Hi\"}", "null");
    private static final String STOP = chunk("0", "{}", "\"stop\"");
    private static final String NOTHING = chunk("0", "{}", "null");
    private static final String NO_TEXT = chunk("0", "{\"content\":\"\"}", "null");
    private static final String CALL = chunk(
            "0",
            "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
            "null");
    private static final String ARGS =
            chunk("0", "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}", "null");
    private static final String ROLE1 = chunk("1", "{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final String STOP1 = chunk("1", "{}", "\"stop\"");
    private static final String USAGE =
            "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n";
    private static final String ERROR =
            "data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":\"server_error\"}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static String chunk(String index, String delta, String finish) {
        return "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":"
                + index + ",\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static List<StreamFinding> check(String body) {
        return CHECKER.check(answer(body.getBytes(StandardCharsets.UTF_8)).events());
    }

    private static Answer answer(byte[] body) {
        var head = new Answer.Head(200, "OK", List.of(), new byte[0]);
        return new Answer(head, body, new Answer.Timing(0, 0, List.of(), 0), true);
    }

    static Stream<String> right() {
        return Stream.of(
                ROLE + TEXT + STOP + DONE,
                ROLE + STOP + DONE,
                ROLE + TEXT + TEXT + STOP + USAGE + DONE,
                ": ping\n" + ROLE + ": ping\n" + TEXT + STOP + DONE,
                ROLE + CALL + ARGS + ARGS + STOP + DONE,
                ROLE + TEXT + CALL + ARGS + STOP + DONE,
                ROLE + ROLE1 + TEXT + STOP1 + STOP + DONE,
                ROLE + NOTHING + NO_TEXT + TEXT + NO_TEXT + STOP + DONE,
                ROLE + TEXT + ERROR,
                ERROR);
    }

    @ParameterizedTest
    @MethodSource("right")
    void findsNothingInAStreamThatIsRight(String body) {
        assertThat(check(body)).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.concat(wrongOrder(), wrongForm());
    }

    private static Stream<Arguments> wrongOrder() {
        return Stream.of(
                Arguments.of(TEXT + STOP + DONE, StreamAspect.ROLE),
                Arguments.of(ROLE + ROLE + STOP + DONE, StreamAspect.ROLE),
                Arguments.of(NOTHING + ROLE + TEXT + STOP + DONE, StreamAspect.ROLE),
                Arguments.of(NO_TEXT + ROLE + TEXT + STOP + DONE, StreamAspect.ROLE),
                Arguments.of(ROLE + STOP + NOTHING + DONE, StreamAspect.AFTER_FINISH),
                Arguments.of(ROLE + STOP + NO_TEXT + DONE, StreamAspect.AFTER_FINISH),
                Arguments.of(ROLE + NOTHING.replace("\"index\":0", "\"index\":1") + STOP + DONE, StreamAspect.FINISH),
                Arguments.of(NOTHING.replace("\"index\":0", "\"index\":1") + ROLE + STOP + DONE, StreamAspect.ORDER),
                Arguments.of(ROLE + TEXT + DONE, StreamAspect.FINISH),
                Arguments.of(ROLE + STOP + STOP + DONE, StreamAspect.FINISH),
                Arguments.of(ROLE + STOP + TEXT + DONE, StreamAspect.AFTER_FINISH),
                Arguments.of(ROLE + TEXT + STOP, StreamAspect.END),
                Arguments.of(ROLE + STOP + DONE + DONE, StreamAspect.END),
                Arguments.of(ROLE + STOP + DONE + TEXT, StreamAspect.AFTER_FINISH),
                Arguments.of(ROLE + STOP + DONE + USAGE.replace("\"prompt_tokens\":1", ""), StreamAspect.USAGE),
                Arguments.of(
                        ROLE + STOP + DONE + USAGE.replace(",\"usage\":{\"prompt_tokens\":1}", ""), StreamAspect.END),
                Arguments.of(ROLE + TEXT + ERROR + DONE, StreamAspect.END),
                Arguments.of(ROLE + STOP + "data: [DONE]\n", StreamAspect.END),
                Arguments.of(ROLE1 + ROLE + STOP + STOP1 + DONE, StreamAspect.ORDER),
                Arguments.of(ROLE + ARGS + STOP + DONE, StreamAspect.TOOLS),
                Arguments.of(ROLE + USAGE + STOP + DONE, StreamAspect.FINISH),
                Arguments.of(ROLE + STOP + USAGE + USAGE + DONE, StreamAspect.USAGE),
                Arguments.of(
                        ROLE + STOP.replace("\"choices\"", "\"usage\":{},\"choices\"") + DONE, StreamAspect.USAGE));
    }

    private static Stream<Arguments> wrongForm() {
        return Stream.of(
                Arguments.of(ROLE + TEXT.replace("\"id\":\"a\"", "\"id\":\"b\"") + STOP + DONE, StreamAspect.IDENTITY),
                Arguments.of(
                        ROLE + TEXT.replace("\"created\":1", "\"created\":2") + STOP + DONE, StreamAspect.IDENTITY),
                Arguments.of(
                        ROLE + TEXT.replace("\"model\":\"m\"", "\"model\":\"n\"") + STOP + DONE, StreamAspect.IDENTITY),
                Arguments.of(ROLE + TEXT.replace(".chunk", "") + STOP + DONE, StreamAspect.IDENTITY),
                Arguments.of(ROLE + TEXT.replace("\"choices\":", "\"x\":") + STOP + DONE, StreamAspect.CHOICES),
                Arguments.of(ROLE + TEXT.replace(",\"finish_reason\":null", "") + STOP + DONE, StreamAspect.CHOICES),
                Arguments.of(
                        ROLE + TEXT.replace("{\"id\"", "{\"error\":null,\"id\"") + STOP + DONE, StreamAspect.ERROR_KEY),
                Arguments.of(ROLE + ": ping\n\n" + STOP + DONE, StreamAspect.COMMENT),
                Arguments.of(ROLE + "id: 1\n" + TEXT + STOP + DONE, StreamAspect.FIELDS),
                Arguments.of(ROLE + "event: message\n" + TEXT + STOP + DONE, StreamAspect.FIELDS),
                Arguments.of("retry: 5\n" + ROLE + STOP + DONE, StreamAspect.FIELDS),
                Arguments.of(ROLE + "hello\n" + TEXT + STOP + DONE, StreamAspect.FRAMING),
                Arguments.of(ROLE + "data: {\n\n" + STOP + DONE, StreamAspect.FRAMING),
                Arguments.of("", StreamAspect.END),
                Arguments.of(DONE, StreamAspect.END));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void findsWhatIsWrong(String body, StreamAspect aspect) {
        assertThat(check(body)).extracting(StreamFinding::aspect).contains(aspect);
    }

    @Test
    void findsBytesThatAreNotUtf8AndNoneThatAre() {
        byte[] cut = (ROLE + TEXT.replace("Hi", "?") + STOP + DONE).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < cut.length; i++) {
            cut[i] = cut[i] == '?' ? (byte) 0xC3 : cut[i];
        }

        assertThat(CHECKER.check(answer(cut).events()))
                .extracting(StreamFinding::aspect)
                .contains(StreamAspect.TEXT);
        assertThat(check(ROLE + TEXT.replace("Hi", "\uFFFD") + STOP + DONE)).isEmpty();
    }

    @Test
    void takesTheStatesFromTheContract() {
        StreamProtocol protocol = Contract.bundled().protocol();

        assertThat(protocol.stream().start()).isEqualTo("opened");
        assertThat(protocol.choice().ends()).containsExactly("finished");
        assertThat(protocol.stream().on("answering", "done")).isEqualTo(new StreamProtocol.Transition("done", true));
    }
}

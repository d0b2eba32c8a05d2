package com.plugsky.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.fleet.Ability;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.StrictJson;
import com.plugsky.token.PromptTokens;
import com.plugsky.token.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {

    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 20, 64, 64, 256));

    private static final String HI = "{'role': 'user', 'content': 'hi'}";

    private final TokenCounter counter = new TokenCounter();

    static Stream<Arguments> needs() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("'tools': []", Map.of()),
                Arguments.of("'tools': null", Map.of()),
                Arguments.of(
                        "'tools': [{'type': 'function', 'function': {'name': 'f'}}]", Map.of(Ability.TOOLS, "tools")),
                Arguments.of("'functions': [{'name': 'f'}]", Map.of(Ability.TOOLS, "functions")),
                Arguments.of("'response_format': {'type': 'text'}", Map.of()),
                Arguments.of("'response_format': {'type': 'json_object'}", Map.of(Ability.JSON, "response_format")),
                Arguments.of(
                        "'response_format': {'type': 'json_schema', 'json_schema': {'name': 's'}}",
                        Map.of(Ability.JSON, "response_format")),
                Arguments.of("'reasoning_effort': 'high'", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("needs")
    void seesWhatAModelMustBeAbleToDo(String members, Map<Ability, String> needs) {
        assertThat(profile(body(HI, members)).needs()).isEqualTo(needs);
    }

    @Test
    void namesThePlaceOfTheFirstImage() {
        String image = "{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,AAAA'}}";
        String messages =
                HI + ", {'role': 'user', 'content': [{'type': 'text', 'text': 'see'}, " + image + ", " + image + "]}";

        assertThat(profile(body(messages, "")).needs())
                .containsExactly(Map.entry(Ability.VISION, "messages[1].content[1].type"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'''max_tokens'': 5', 5",
        "'''max_completion_tokens'': 7', 7",
        "'''max_tokens'': 5, ''max_completion_tokens'': 7', 7",
        "'''max_tokens'': null', 0",
    })
    void takesTheNewerBound(String members, int expected) {
        assertThat(profile(body(HI, members)).maxOutputTokens()).isEqualTo(expected);
    }

    @Test
    void takesTheUsersLastWords() {
        String messages = HI
                + ", {'role': 'assistant', 'content': 'yes?'}, {'role': 'user', 'content': [{'type': 'text', 'text': 'last'}]},"
                + " {'role': 'assistant', 'content': 'well'}";

        assertThat(profile(body(messages, "")).text()).isEqualTo("last");
    }

    @Test
    void countsEveryTextThatAModelReads() {
        String messages =
                "{'role': 'system', 'content': 'word word'}, {'role': 'user', 'content': [{'type': 'text', 'text': ' word'}]},"
                        + " {'role': 'assistant', 'content': ' word', 'tool_calls': [{'id': 'c', 'type': 'function', 'function': {'name': 'word', 'arguments': ' word'}}]},"
                        + " {'role': 'tool', 'tool_call_id': 'c', 'content': ' word'}";
        ChatCompletionRequest body = body(messages, "");

        int exact = Profile.of(body, counter, 0, 1000).promptTokens();

        assertThat(exact).isEqualTo(4 * 4 + 3 + 7).isEqualTo(new PromptTokens(counter).count(body));
    }

    @Test
    void countsOnlyWhereTheEstimateIsNotEnough() {
        ChatCompletionRequest chinese = body("{'role': 'user', 'content': '" + "语".repeat(400) + "'}", "");

        assertThat(Profile.of(chinese, counter, 10_000, 20_000).promptTokens()).isEqualTo(4 + 3 + 100);
        assertThat(Profile.of(chinese, counter, 1_000, 20_000).promptTokens())
                .isEqualTo(4 + 3 + counter.count("语".repeat(400)));
    }

    private Profile profile(ChatCompletionRequest body) {
        return Profile.of(body, counter, 10_000, 20_000);
    }

    private static ChatCompletionRequest body(String messages, String members) {
        String json = "{'model': 'm', 'messages': [" + messages + "]" + (members.isEmpty() ? "" : ", " + members) + "}";
        Object body = JSON.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new ArrayList<>());
        return (ChatCompletionRequest) Objects.requireNonNull(body);
    }
}

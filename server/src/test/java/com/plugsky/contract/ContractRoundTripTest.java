package com.plugsky.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.plugsky.contract.model.*;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The generated types take every branch of every union of a request, and lose nothing of it. */
class ContractRoundTripTest {
    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 20, 64, 64, 256));

    /** Where a member that the contract does not name means something, or is refused. */
    private static final Set<String> CLOSED = Set.of("fusion", "logit_bias", "metadata");

    /** A message, and the type of its content. */
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("{role: developer, content: Hi, name: a}", DeveloperMessage.class, TextContent.Text.class),
                arguments(
                        "{role: system, content: [{type: text, text: Hi}]}",
                        SystemMessage.class,
                        TextContent.Parts.class),
                arguments("{role: user, content: ''}", UserMessage.class, UserContent.Text.class),
                arguments(
                        "{role: user, content: [{type: text, text: Hi}]}", UserMessage.class, UserContent.Parts.class),
                arguments("{role: assistant, content: Hi}", AssistantMessage.class, AssistantContent.Text.class),
                arguments(
                        "{role: assistant, content: [{type: refusal, refusal: No}, {type: text, text: Hi}]}",
                        AssistantMessage.class,
                        AssistantContent.Parts.class),
                arguments(
                        "{role: assistant, content: null, function_call: {name: f, arguments: ''}, audio: {id: a}}",
                        AssistantMessage.class,
                        null),
                arguments("{role: tool, tool_call_id: c, content: '5'}", ToolMessage.class, TextContent.Text.class),
                arguments(
                        "{role: tool, tool_call_id: c, content: [{type: text, text: '5'}]}",
                        ToolMessage.class,
                        TextContent.Parts.class),
                arguments("{role: function, name: f, content: '5'}", FunctionMessage.class, String.class),
                arguments("{role: function, name: f, content: null}", FunctionMessage.class, null));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsEveryRoleAndFormOfContent(String message, Class<?> role, Class<?> content) {
        Message read = roundTrip("messages: [" + message + "]").getMessages().getFirst();
        assertThat(read).isInstanceOf(role);
        Object found = switch (read) {
            case DeveloperMessage developer -> developer.getContent();
            case SystemMessage system -> system.getContent();
            case UserMessage user -> user.getContent();
            case AssistantMessage assistant -> assistant.getContent();
            case ToolMessage tool -> tool.getContent();
            case FunctionMessage function -> function.getContent();
        };
        assertThat(found == null ? null : found.getClass()).isEqualTo(content);
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                arguments("{type: text, text: Hi}", TextPart.class),
                arguments("{type: image_url, image_url: {url: 'data:,', detail: low}}", ImagePart.class),
                arguments("{type: image_url, image_url: {url: 'https://example.com/a.png'}}", ImagePart.class),
                arguments("{type: input_audio, input_audio: {data: '', format: mp3}}", AudioPart.class),
                arguments("{type: file, file: {filename: a, file_data: '', file_id: b}}", FilePart.class));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void readsEveryKindOfPart(String part, Class<?> kind) {
        UserMessage message = (UserMessage) roundTrip("messages: [{role: user, content: [" + part + "]}]")
                .getMessages()
                .getFirst();
        assertThat(message.getContent())
                .isInstanceOfSatisfying(
                        UserContent.Parts.class,
                        parts -> assertThat(parts.value()).singleElement().isInstanceOf(kind));
    }

    /** A member of a request, what is looked at, and its type. */
    static Stream<Arguments> members() {
        String call = "messages: [{role: assistant, tool_calls: [%s]}]";
        return Stream.of(
                member("stop: a", ChatCompletionRequest::getStop, Stop.One.class),
                member("stop: [a, b]", ChatCompletionRequest::getStop, Stop.Many.class),
                member("stop: []", ChatCompletionRequest::getStop, Stop.Many.class),
                member("stop: null", ChatCompletionRequest::getStop, null),
                member(
                        "tools: [{type: function, function: {name: f, strict: true, parameters: {type: object, x: [1]}}}]",
                        request -> request.getTools().getFirst(),
                        FunctionTool.class),
                member(
                        "tools: [{type: custom, custom: {name: c}}]",
                        request -> request.getTools().getFirst(),
                        CustomTool.class),
                member(
                        "tools: [{type: custom, custom: {name: c, format: {type: text}}}]",
                        ContractRoundTripTest::format,
                        TextFormat.class),
                member(
                        "tools: [{type: custom, custom: {name: c, format: {type: grammar, grammar: {syntax: lark, definition: d}}}}]",
                        ContractRoundTripTest::format,
                        GrammarFormat.class),
                member("tool_choice: required", ChatCompletionRequest::getToolChoice, ToolChoiceMode.class),
                member(
                        "tool_choice: {type: function, function: {name: f}}",
                        ChatCompletionRequest::getToolChoice,
                        FunctionToolChoice.class),
                member(
                        "tool_choice: {type: custom, custom: {name: f}}",
                        ChatCompletionRequest::getToolChoice,
                        CustomToolChoice.class),
                member(
                        "tool_choice: {type: allowed_tools, allowed_tools: {mode: auto, tools: [{type: function, function: {name: f}}]}}",
                        ChatCompletionRequest::getToolChoice,
                        AllowedToolsChoice.class),
                member("response_format: {type: text}", ChatCompletionRequest::getResponseFormat, TextFormat.class),
                member(
                        "response_format: {type: json_object}",
                        ChatCompletionRequest::getResponseFormat,
                        JsonObjectFormat.class),
                member(
                        "response_format: {type: json_schema, json_schema: {name: s, schema: {type: object, $defs: {a: {}}}}}",
                        ChatCompletionRequest::getResponseFormat,
                        JsonSchemaFormat.class),
                member("function_call: auto", ChatCompletionRequest::getFunctionCall, FunctionCallMode.class),
                member("function_call: {name: f}", ChatCompletionRequest::getFunctionCall, ToolReference.class),
                member(
                        "prediction: {type: content, content: [{type: text, text: a}]}",
                        request -> request.getPrediction().getContent(),
                        TextContent.Parts.class),
                member(
                        call.formatted("{id: c, type: function, function: {name: f, arguments: '{}'}}"),
                        ContractRoundTripTest::call,
                        FunctionToolCall.class),
                member(
                        call.formatted("{id: c, type: custom, custom: {name: f, input: a}}"),
                        ContractRoundTripTest::call,
                        CustomToolCall.class),
                member(
                        "fusion: {strategy: cost_saver, quality: 3, models: [a]}",
                        ChatCompletionRequest::getFusion,
                        Fusion.class),
                member("seed: -9223372036854775808", ChatCompletionRequest::getSeed, Long.class),
                member(
                        "logit_bias: {'1': -100}",
                        request -> request.getLogitBias().get("1"),
                        Integer.class),
                member("metadata: {team: a}", request -> request.getMetadata().get("team"), String.class),
                member("reasoning_effort: xhigh", ChatCompletionRequest::getReasoningEffort, ReasoningEffort.class));
    }

    @ParameterizedTest
    @MethodSource("members")
    void readsEveryBranchOfAMember(String member, Function<ChatCompletionRequest, Object> look, Class<?> type) {
        Object found = look.apply(roundTrip(member));
        assertThat(found == null ? null : found.getClass()).isEqualTo(type);
    }

    static Stream<Arguments> examples() throws IOException {
        try (InputStream contract = ContractRoundTripTest.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode examples = new YAMLMapper().readTree(contract).at("/components/examples");
            return examples.propertyStream()
                    .filter(example -> example.getKey().endsWith("Request"))
                    .map(example ->
                            arguments(example.getKey(), example.getValue().get("value")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void keepsTheContractsOwnExamples(String name, JsonNode request) {
        assertThat(written(read(request))).isEqualTo(withoutNulls(request));
    }

    private static Arguments member(String member, Function<ChatCompletionRequest, Object> look, Class<?> type) {
        return arguments(member, look, type);
    }

    private static Object format(ChatCompletionRequest request) {
        return ((CustomTool) request.getTools().getFirst()).getCustom().getFormat();
    }

    private static Object call(ChatCompletionRequest request) {
        return ((AssistantMessage) request.getMessages().getFirst())
                .getToolCalls()
                .getFirst();
    }

    /** Reads a request with the member, once as it is and once with unknown members everywhere, and checks what is written back. */
    private static ChatCompletionRequest roundTrip(String member) {
        ObjectNode request = (ObjectNode) new YAMLMapper().readTree("{" + member + "}");
        request.put("model", "plugsky-pro");
        if (!request.has("messages")) {
            request.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        }
        JsonNode widened = withUnknownMembers(request.deepCopy());
        assertThat(written(read(widened))).isEqualTo(withoutNulls(widened));
        ChatCompletionRequest read = read(request);
        assertThat(written(read)).isEqualTo(withoutNulls(request));
        return read;
    }

    private static ChatCompletionRequest read(JsonNode request) {
        byte[] body = JSON.mapper().writeValueAsBytes(request);
        return (ChatCompletionRequest) Objects.requireNonNull(JSON.read(body, new ArrayList<>()));
    }

    private static JsonNode written(ChatCompletionRequest request) {
        return withoutNulls(JSON.mapper().readTree(JSON.mapper().writeValueAsBytes(request)));
    }

    private static JsonNode withUnknownMembers(JsonNode node) {
        node.propertyStream()
                .filter(member -> !CLOSED.contains(member.getKey()))
                .forEach(member -> withUnknownMembers(member.getValue()));
        if (node.isArray()) {
            node.forEach(ContractRoundTripTest::withUnknownMembers);
        }
        if (node instanceof ObjectNode object) {
            object.putObject("x_unknown").putArray("of").add(1.5).add("b").add(true);
        }
        return node;
    }

    private static JsonNode withoutNulls(JsonNode node) {
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.removeNulls();
            object.properties().forEach(member -> object.set(member.getKey(), withoutNulls(member.getValue())));
        } else if (copy.isArray()) {
            var array = (tools.jackson.databind.node.ArrayNode) copy;
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutNulls(array.get(i)));
            }
        }
        return copy;
    }
}

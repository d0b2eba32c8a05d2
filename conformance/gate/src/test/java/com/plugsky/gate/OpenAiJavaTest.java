package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client for Java, unmodified, talks to the server. */
class OpenAiJavaTest {
    private static final String MODEL = "plugsky-pro";
    private static final String IMAGE = "data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private static final OpenAIClient CLIENT = client(String.valueOf(RunningServer.KEYS.infer()));

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void chats() {
        ChatCompletion answer = CLIENT.chat()
                .completions()
                .create(hello().temperature(0.7).maxCompletionTokens(64).build());
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .isNotEmpty();
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void streamsIntoTheAccumulator() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        var params = hello().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                CLIENT.chat().completions().createStreaming(params)) {
            assertThat(chunks.stream().peek(accumulator::accumulate).count()).isGreaterThan(2);
        }
        ChatCompletion whole = accumulator.chatCompletion();
        assertThat(whole.choices().getFirst().message().content().orElseThrow()).isNotEmpty();
        assertThat(whole.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void callsAToolAndBringsItsResult() {
        var asked = hello().addTool(weather()).toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
        ChatCompletion first = CLIENT.chat().completions().create(asked.build());
        assertThat(first.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        ChatCompletionMessageFunctionToolCall call = first.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().arguments()).contains("\"city\"");
        var answered = hello().addTool(weather())
                .addMessage(first.choices().getFirst().message())
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("{\"celsius\": 21}")
                        .build());
        ChatCompletion second = CLIENT.chat().completions().create(answered.build());
        assertThat(second.choices().getFirst().message().content().orElseThrow())
                .isNotEmpty();
    }

    /** What {@link #parsesAnAnswerAfterItsSchema} asks for; the client makes a schema of its fields. */
    static class City {
        public String name = "";
        public int population;
    }

    @Test
    void parsesAnAnswerAfterItsSchema() {
        var params = hello().responseFormat(City.class).build();
        City city = CLIENT.chat()
                .completions()
                .create(params)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(city.name).isNotNull();
    }

    @Test
    void showsAnImage() {
        var image = ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url(IMAGE)
                        .build())
                .build();
        var text = ChatCompletionContentPartText.builder().text("What is this?").build();
        var params = ChatCompletionCreateParams.builder()
                .model("plugsky-vision")
                .addUserMessageOfArrayOfContentParts(
                        List.of(ChatCompletionContentPart.ofText(text), ChatCompletionContentPart.ofImageUrl(image)))
                .build();
        ChatCompletion answer = CLIENT.chat().completions().create(params);
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .isNotEmpty();
    }

    @Test
    void getsTwoChoices() {
        ChatCompletion answer = CLIENT.chat().completions().create(hello().n(2).build());
        assertThat(answer.choices()).extracting(ChatCompletion.Choice::index).containsExactly(0L, 1L);
    }

    @Test
    void getsTypedErrors() {
        var bad = catchThrowableOfType(
                BadRequestException.class,
                () -> CLIENT.chat()
                        .completions()
                        .create(hello().temperature(2.1).build()));
        assertThat(bad.code()).contains("decimal_above_max_value");
        assertThat(bad.param()).contains("temperature");
        var unknown = catchThrowableOfType(
                NotFoundException.class,
                () -> CLIENT.chat()
                        .completions()
                        .create(hello().model("gpt-none").build()));
        assertThat(unknown.code()).contains("model_not_found");
        OpenAIClient stranger = client("sk-live-wrong");
        var refused = catchThrowableOfType(
                UnauthorizedException.class, () -> stranger.chat().completions().create(hello().build()));
        assertThat(refused.code()).contains("invalid_api_key");
        stranger.close();
    }

    @Test
    void leavesAStreamAndGoesOn() {
        try (StreamResponse<ChatCompletionChunk> chunks =
                CLIENT.chat().completions().createStreaming(hello().build())) {
            assertThat(chunks.stream().findFirst()).isPresent();
        }
        chats();
    }

    @Test
    void isNoticedWhenItLeaves() throws IOException {
        var target = RunningServer.shared().target();
        var completions = CLIENT.chat().completions();
        String plain = LeftRequests.outcome(
                target,
                (user, stay) -> assertThatThrownBy(() -> completions.create(stalling(user), within(stay)))
                        .isInstanceOf(OpenAIIoException.class));
        String streamed = LeftRequests.outcome(
                target,
                (user, stay) -> assertThatThrownBy(() -> completions.createStreaming(stalling(user), within(stay)))
                        .isInstanceOf(OpenAIIoException.class));
        assertThat(List.of(plain, streamed)).containsExactly("cancelled", "cancelled");
    }

    /** A request to a model that never answers. */
    private static ChatCompletionCreateParams stalling(String user) {
        return hello().model("mock/stall").user(user).build();
    }

    private static RequestOptions within(Duration time) {
        return RequestOptions.builder().timeout(time).build();
    }

    @Test
    void listsModels() {
        assertThat(CLIENT.models().list().data())
                .extracting(model -> model.id())
                .contains("plugsky-fusion", MODEL);
        assertThat(CLIENT.models().retrieve(MODEL).id()).isEqualTo(MODEL);
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(RunningServer.shared().baseUrl().toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage("Hello!");
    }

    private static ChatCompletionFunctionTool weather() {
        var parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                .build();
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(parameters)
                        .strict(true)
                        .build())
                .build();
    }
}

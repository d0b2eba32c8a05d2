package com.plugsky.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import com.plugsky.client.model.ChatCompletionRequest;
import com.plugsky.client.model.FunctionToolChoice;
import com.plugsky.client.model.Message;
import com.plugsky.client.model.TextPart;
import com.plugsky.client.model.ToolChoice;
import com.plugsky.client.model.ToolReference;
import com.plugsky.client.model.UserContent;
import com.plugsky.client.model.UserMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of bodies, each read into the Java client's model and written again. */
final class BodiesTest {
    private static final JsonMapper PLAIN = JsonMapper.shared();
    private static final ObjectMapper CLIENT = JSON.getDefault().getMapper();

    /** A number is the same however it is written: 1 and 1.0. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return decimal(a).compareTo(decimal(b));
        }
        return a.equals(b) ? 0 : 1;
    };

    static Stream<Named<JsonNode>> bodies() throws IOException {
        return Files.readAllLines(Path.of("bodies.jsonl")).stream()
                .map(PLAIN::readTree)
                .map(row -> named(row.get("name").asString(), row));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsAndWritesTheSame(JsonNode row) throws ClassNotFoundException {
        Class<?> model =
                Class.forName("com.plugsky.client.model." + row.get("schema").asString());

        Object read = CLIENT.readValue(row.get("body").toString(), model);
        JsonNode written = PLAIN.readTree(CLIENT.writeValueAsString(read));

        assertThat(written.equals(BY_VALUE, expected(row)))
                .as("written %s%nexpected %s", written, expected(row))
                .isTrue();
    }

    @Test
    void writesOnlyWhatWasSet() {
        ChatCompletionRequest request = new ChatCompletionRequest()
                .model("plugsky-pro")
                .addMessagesItem(new UserMessage().content(UserContent.of("Hi")))
                .toolChoice(ToolChoice.of(new FunctionToolChoice().function(new ToolReference().name("a"))));

        assertThat(PLAIN.readTree(CLIENT.writeValueAsString(request))).isEqualTo(PLAIN.readTree("""
                {"model": "plugsky-pro", "messages": [{"role": "user", "content": "Hi"}],
                 "tool_choice": {"type": "function", "function": {"name": "a"}}}"""));
    }

    @Test
    void readsAUnionIntoTheModelThatItNames() {
        String body = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}";

        Message message = CLIENT.readValue(body, Message.class);

        assertThat(message)
                .isEqualTo(new UserMessage()
                        .role(UserMessage.RoleEnum.USER)
                        .content(UserContent.of(List.of(
                                new TextPart().type(TextPart.TypeEnum.TEXT).text("Hi")))));
        assertThatThrownBy(() -> CLIENT.readValue("{\"role\":\"bot\"}", Message.class))
                .hasMessageContaining("bot");
    }

    /** The body as Java writes it: a null that means absence is left out, a value newer than the contract has lost its name. */
    private static JsonNode expected(JsonNode row) {
        JsonNode body = row.get("body").deepCopy();
        pointers(row, "nulls").forEach(at -> ((ObjectNode) body.at(at.head())).remove(name(at)));
        pointers(row, "newer").forEach(at -> replace(body.at(at.head()), name(at)));
        return body;
    }

    private static void replace(JsonNode parent, String name) {
        if (parent.isArray()) {
            parent.asArray().set(Integer.parseInt(name), "unknown_default_open_api");
        } else {
            parent.asObject().put(name, "unknown_default_open_api");
        }
    }

    private static Stream<JsonPointer> pointers(JsonNode row, String member) {
        return StreamSupport.stream(row.path(member).spliterator(), false)
                .map(JsonNode::asString)
                .map(JsonPointer::compile);
    }

    private static String name(JsonPointer at) {
        return at.last().getMatchingProperty();
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }
}

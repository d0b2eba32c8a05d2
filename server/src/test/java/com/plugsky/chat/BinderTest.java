package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.error.Refusal;
import com.plugsky.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class BinderTest {

    /** Refused later, by who knows the models. */
    private static final Set<String> LATER =
            Set.of("imageToTextModel", "remoteImage", "brokenImage", "contextExceeded", "customWithoutRules");

    /** What an example says of its body; one that says more is refused elsewhere. */
    private static final Set<String> BODIES = Set.of("text", "body", "with");

    private static final String SMALLEST = """
            {"model": "plugsky-pro", "messages": [{"role": "user", "content": "Hi"}]}""";

    private final Settings settings = Settings.defaults();
    private final StrictJson json = JsonBeans.strictJson(settings.limits());
    private final Binder binder = new Binder(
            json,
            JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract()),
            Clock.systemUTC());

    @TestFactory
    Stream<DynamicTest> refusesInTheWordsOfTheContractsExamples() throws IOException {
        return contract()
                .at("/components/responses/BadRequest/content/application~1json/examples")
                .propertyStream()
                .filter(example -> !LATER.contains(example.getKey()))
                .filter(example ->
                        BODIES.containsAll(example.getValue().get("x-request").propertyNames()))
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    JsonNode error = example.getValue().at("/value/error");
                    assertThat(refusal(body(example.getValue().get("x-request"))))
                            .isEqualTo("%s | %s | %s"
                                    .formatted(
                                            error.get("code").asString(),
                                            error.get("param").asString("null"),
                                            error.get("message").asString()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> acceptsTheContractsExamples() throws IOException {
        JsonNode contract = contract();
        return contract.at("/components/requestBodies/ChatCompletion/content/application~1json/examples")
                .propertyStream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    String name = example.getValue().get("$ref").asString().replaceFirst(".*/", "");
                    String body = contract.at("/components/examples/" + name + "/value")
                            .toString();
                    assertThat(refusal(body)).isEqualTo("accepted");
                }));
    }

    private static String body(JsonNode request) {
        if (request.has("text")) {
            return request.get("text").asString();
        }
        if (request.has("body")) {
            return request.get("body").toString();
        }
        var body = (ObjectNode) new YAMLMapper().readTree(SMALLEST);
        request.get("with").properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        return body.toString();
    }

    private static JsonNode contract() throws IOException {
        try (var in = BinderTest.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }

    private String refusal(String body) {
        try {
            binder.bind("req_1", body.getBytes(StandardCharsets.UTF_8));
            return "accepted";
        } catch (Refusal e) {
            return "%s | %s | %s"
                    .formatted(
                            e.error().code().code(),
                            e.error().param(),
                            e.error().message());
        }
    }
}

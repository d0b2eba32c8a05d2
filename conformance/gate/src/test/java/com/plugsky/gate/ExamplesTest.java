package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example of openapi.yaml is what the running server takes or gives. */
class ExamplesTest {
    private static final Contract CONTRACT = read();
    private static final Target TARGET = RunningServer.shared().target();
    private static final String CHAT = "/v1/chat/completions";
    private static final String ROUTE = "/v1/plugsky/route";

    @TestFactory
    Stream<DynamicTest> requestsAreAnswered() {
        return named("/components/requestBodies/ChatCompletion/content/application~1json/examples")
                .flatMap(example -> Stream.of(
                        DynamicTest.dynamicTest(example.name(), () -> answered(example, CHAT, false)),
                        DynamicTest.dynamicTest(example.name() + " as a stream", () -> answered(example, CHAT, true)),
                        DynamicTest.dynamicTest(
                                example.name() + " as a dry run", () -> answered(example, ROUTE, false))));
    }

    @TestFactory
    Stream<DynamicTest> answersHaveTheShapeOfTheirExample() {
        return named("/components/responses/ChatCompleted/content/application~1json/examples")
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    Exchange exchange = Example.send(TARGET, example.request(TARGET.keys()));
                    assertThat(exchange.answer().status())
                            .as(exchange.answer().text())
                            .isEqualTo(200);
                    assertThat(CONTRACT.findings(exchange)).isEmpty();
                    assertThat(CONTRACT.violations("ChatCompletion", example.value()))
                            .isEmpty();
                    JsonNode answer = Json.read(exchange.answer().text());
                    assertThat(differences("", example.value(), answer))
                            .as(exchange.answer().text())
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> errorsAreThoseOfTheirExample() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var operation : operations()) {
            for (var response : operation.path("responses").properties()) {
                String name = response.getValue().path("$ref").asString().replace("#/components/responses/", "");
                errors(name)
                        .forEach(example -> tests.add(DynamicTest.dynamicTest(
                                response.getKey() + " " + example.name(), () -> refused(example, response.getKey()))));
            }
        }
        TreeSet<String> seen = new TreeSet<>();
        return tests.stream().filter(test -> seen.add(test.getDisplayName()));
    }

    @Test
    void parametersTakeTheirExamples() throws IOException {
        assertThat(get("/v1/models/" + parameter("ModelId")).answer().status()).isEqualTo(200);
        assertThat(get("/v1/plugsky/requests?limit=" + parameter("Limit"))
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    private static void answered(Example example, String path, boolean streamed) throws IOException {
        ObjectNode body = ((ObjectNode) example.value()).deepCopy();
        if (streamed) {
            body.put("stream", true);
        } else if (body.path("stream").asBoolean(false)) {
            body.remove(List.of("stream", "stream_options"));
        }
        Request request = Example.authorized(
                Request.json(path, Example.bytes(body)), TARGET.keys().infer());
        Exchange exchange = Example.send(TARGET, request);
        Answer answer = exchange.answer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.isStream()).isEqualTo(streamed);
        assertThat(CONTRACT.findings(exchange)).as(answer.text()).isEmpty();
        if (streamed) {
            assertThat(new StreamChecker(CONTRACT.protocol()).check(answer.events()))
                    .as(answer.text())
                    .isEmpty();
        }
    }

    private static void refused(Example example, String status) throws IOException {
        Exchange exchange = Example.send(TARGET, example.request(TARGET.keys()));
        Answer answer = exchange.answer();
        assertThat(String.valueOf(answer.status())).as(answer.text()).isEqualTo(status);
        assertThat(CONTRACT.findings(exchange)).as(answer.text()).isEmpty();
        assertThat(CONTRACT.violations("ErrorResponse", example.value())).isEmpty();
        assertThat(Json.read(answer.text())).isEqualTo(example.value());
    }

    /** Where two values differ in their members and types, and in the words that stand for a decision. */
    private static List<String> differences(String place, JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        if (expected.getNodeType() != actual.getNodeType()) {
            found.add(place + ": " + actual.getNodeType() + " (expected: " + expected.getNodeType() + ")");
        } else if (expected.isObject()) {
            TreeSet<String> names = new TreeSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            for (String name : names) {
                found.addAll(differences(place + "/" + name, expected.path(name), actual.path(name)));
            }
        } else if (expected.isArray()) {
            if (expected.size() != actual.size()) {
                found.add(place + ": " + actual.size() + " items (expected: " + expected.size() + ")");
            }
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                found.addAll(differences(place + "/" + i, expected.get(i), actual.get(i)));
            }
        } else if (place.matches(".*/(object|model|role|finish_reason|type|name|index)") && !expected.equals(actual)) {
            found.add(place + ": " + actual + " (expected: " + expected + ")");
        }
        return found;
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        CONTRACT.document().path("paths").forEach(item -> item.forEach(operations::add));
        return operations;
    }

    private static Stream<Example> errors(String response) {
        JsonNode content = CONTRACT.document().at("/components/responses/" + response + "/content/application~1json");
        boolean isError = content.path("schema").path("$ref").asString("").endsWith("/ErrorResponse");
        return isError ? examples(content.path("examples")) : Stream.empty();
    }

    private static Stream<Example> named(String pointer) {
        return examples(CONTRACT.document().at(pointer));
    }

    private static Stream<Example> examples(JsonNode references) {
        List<Example> examples = new ArrayList<>();
        for (JsonNode reference : references) {
            String name = reference.path("$ref").asString().replace("#/components/examples/", "");
            examples.add(Example.of(CONTRACT.document(), name));
        }
        return examples.stream();
    }

    private static String parameter(String name) {
        JsonNode examples = CONTRACT.document().at("/components/parameters/" + name + "/examples");
        return examples.iterator().next().path("value").asString();
    }

    private static Exchange get(String path) throws IOException {
        return Example.send(
                TARGET, Example.authorized(Request.get(path), TARGET.keys().infer()));
    }

    private static Contract read() {
        try {
            return Contract.read(Gate.contract());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

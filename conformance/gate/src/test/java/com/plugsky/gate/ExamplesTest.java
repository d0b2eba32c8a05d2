package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example of openapi.yaml is what the running server takes or gives. */
class ExamplesTest {
    private static final Contract CONTRACT = read();
    private static final ExampleServers SERVERS = new ExampleServers();
    private static final Target TARGET = SERVERS.named("");
    private static final String CHAT = "/v1/chat/completions";
    private static final String ROUTE = "/v1/plugsky/route";
    private static final String LOG = "/v1/plugsky/requests";
    private static final String EVENTS = "/components/responses/ChatCompleted/content/text~1event-stream/examples";

    @AfterAll
    static void stop() throws Exception {
        SERVERS.close();
    }

    @TestFactory
    Stream<DynamicTest> requestsAreAnswered() {
        return at("/components/requestBodies/ChatCompletion/content/application~1json/examples")
                .flatMap(example -> Stream.of(
                        DynamicTest.dynamicTest(example.name(), () -> answered(example, CHAT, false)),
                        DynamicTest.dynamicTest(example.name() + " as a stream", () -> answered(example, CHAT, true)),
                        DynamicTest.dynamicTest(
                                example.name() + " as a dry run", () -> answered(example, ROUTE, false))));
    }

    @TestFactory
    Stream<DynamicTest> answersAreLikeTheirExamples() {
        return CONTRACT.document()
                .at("/components/responses")
                .propertyStream()
                .filter(response -> !schema(response.getKey()).equals("ErrorResponse"))
                .flatMap(response -> json(response.getKey())
                        .map(example -> DynamicTest.dynamicTest(
                                example.name(), () -> alike(example, schema(response.getKey())))));
    }

    @TestFactory
    Stream<DynamicTest> eventsAreLikeTheirExamples() {
        return at(EVENTS).map(example -> DynamicTest.dynamicTest(example.name(), () -> alikeEvent(example)));
    }

    /** The examples of events are no loose pieces: one after the other they are a stream. */
    @Test
    void examplesOfEventsAreAStream() {
        List<SseEvent> events = at(EVENTS)
                .map(example -> List.of("data: " + example.value().path("data").asString()))
                .map(lines -> new SseEvent(lines, true, true, 0))
                .toList();
        assertThat(new StreamChecker(CONTRACT.protocol()).check(events)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> errorsAreThoseOfTheirExamples() {
        TreeSet<String> seen = new TreeSet<>();
        return CONTRACT.document()
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(operation -> operation.path("responses").propertyStream())
                .flatMap(listed -> errors(listed.getKey(), listed.getValue()))
                .filter(test -> seen.add(test.getDisplayName()));
    }

    /** What cannot be executed yet is named here, so that nothing joins it unseen. */
    @Test
    void fewErrorsWaitForWhatIsNotThereYet() {
        assertThat(CONTRACT.document().at("/components/responses").propertyNames().stream()
                        .flatMap(ExamplesTest::json)
                        .filter(example -> !example.needs().isEmpty())
                        .map(example -> example.name() + ": " + example.needs()))
                .containsExactlyInAnyOrder(
                        "tooManyRequests: limits",
                        "fault: a fault",
                        "upstreamFailed: an upstream",
                        "upstreamTimeout: an upstream");
    }

    @Test
    void parametersTakeTheirExamples() throws IOException {
        assertThat(get("/v1/models/" + parameter("ModelId")).status()).isEqualTo(200);
        Answer page = get(LOG + "?limit=" + parameter("Limit"));
        assertThat(page.status()).isEqualTo(200);
        String cursor = Json.read(page.text()).path("last_id").asString();
        assertThat(get(LOG + "?after=" + cursor).status()).isEqualTo(200);
        assertThat(get(LOG + "?after=" + parameter("After")).text())
                .as("the form is right, but no request has this id")
                .contains("after: not in the log");
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

    private static void alike(Example example, String schema) throws IOException {
        assertThat(CONTRACT.violations(schema, example.value())).isEmpty();
        Answer answer = provoked(example, "200");
        assertThat(new Likeness(example.whole()).differences(example.value(), Json.read(answer.text())))
                .as(answer.text())
                .isEmpty();
    }

    private static void alikeEvent(Example example) throws IOException {
        String shown = example.value().path("data").asString();
        List<SseEvent> events = provoked(example, "200").events();
        SseEvent event = events.get(example.event(events.size()));
        if (event.done() || shown.equals("[DONE]")) {
            assertThat(event.data()).isEqualTo(shown);
            return;
        }
        JsonNode chunk = Json.read(shown);
        assertThat(CONTRACT.violations("ChatCompletionChunk", chunk)).isEmpty();
        assertThat(new Likeness(example.whole()).differences(chunk, Json.read(String.valueOf(event.data()))))
                .as(event.data())
                .isEmpty();
    }

    private static Stream<DynamicTest> errors(String status, JsonNode reference) {
        String response = reference.path("$ref").asString().replaceFirst(".*/", "");
        if (!schema(response).equals("ErrorResponse")) {
            return Stream.empty();
        }
        return json(response)
                .map(example -> DynamicTest.dynamicTest(status + " " + example.name(), () -> refused(example, status)));
    }

    private static void refused(Example example, String status) throws IOException {
        assertThat(CONTRACT.violations("ErrorResponse", example.value())).isEmpty();
        String code = example.value().at("/error/code").asString();
        assertThat(CONTRACT.schema("ErrorCode").path("x-extensible-enum").valueStream())
                .extracting(JsonNode::asString)
                .contains(code);
        if (example.needs().isEmpty()) {
            Answer answer = provoked(example, example.status(status));
            assertThat(Json.read(answer.text())).isEqualTo(example.value());
        }
    }

    /** What the server answers, which has the status and the headers of every answer, and is as its operation says. */
    private static Answer provoked(Example example, String status) throws IOException {
        Exchange exchange = example.provoke(SERVERS.named(example.server()));
        Answer answer = exchange.answer();
        assertThat(String.valueOf(answer.status())).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("openai-version")).isEqualTo("2020-10-01");
        assertThat(answer.header("openai-processing-ms")).matches("[0-9]+");
        assertThat(CONTRACT.findings(exchange)).as(answer.text()).isEmpty();
        return answer;
    }

    private static Stream<Example> at(String pointer) {
        return Example.at(CONTRACT.document(), pointer);
    }

    private static Stream<Example> json(String response) {
        return at("/components/responses/" + response + "/content/application~1json/examples");
    }

    /** The name of the schema of a response's JSON. */
    private static String schema(String response) {
        return CONTRACT.document()
                .at("/components/responses/" + response + "/content/application~1json/schema/$ref")
                .asString()
                .replaceFirst(".*/", "");
    }

    private static String parameter(String name) {
        JsonNode examples = CONTRACT.document().at("/components/parameters/" + name + "/examples");
        return examples.iterator().next().path("value").asString();
    }

    private static Answer get(String path) throws IOException {
        return Example.send(
                        TARGET,
                        Example.authorized(Request.get(path), TARGET.keys().infer()))
                .answer();
    }

    private static Contract read() {
        try {
            return Contract.read(Gate.contract());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}

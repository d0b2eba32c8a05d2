package com.plugsky.conformance.req;

import static com.plugsky.conformance.Table.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** REQ-01 to REQ-09 and REQ-26: model and messages. */
public final class RequestRules {
    private RequestRules() {}

    public static List<Rule> all() {
        return Stream.of(shape(), messages(), NumberRules.all(), OptionRules.all(), JsonRules.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> shape() {
        return List.of(
                must("REQ-01", "the minimal body is answered with JSON")
                        .accepted("{}")
                        .and(probe -> Expect.equal(
                                "Content-Type", probe.chat(probe.minimal()).mediaType(), "application/json"))
                        .rule(),
                must("REQ-02", "a request without model is 400")
                        .and(RequestRules::withoutModel)
                        .rule(),
                must("REQ-03", "a request without messages is 400 with param messages")
                        .refusedWithout("messages")
                        .refused("messages", "{'messages': null}")
                        .rule(),
                must("REQ-04", "an empty array of messages is 400 with param messages")
                        .refused("messages", "{'messages': []}")
                        .rule(),
                must("REQ-05", "messages that are no array are 400")
                        .refused(
                                "messages",
                                "{'messages': 'Hi'}",
                                "{'messages': {'role': 'user', 'content': 'Hi'}}",
                                "{'messages': 5}")
                        .refused(null, "{'messages': [null]}", "{'messages': ['Hi']}", "{'messages': [[]]}")
                        .rule());
    }

    private static List<Rule> messages() {
        return List.of(
                must("REQ-06", "an unknown role is 400 with param messages[0].role")
                        .refused(
                                "messages[0].role",
                                "{'messages': [{'role': 'bot', 'content': 'Hi'}]}",
                                "{'messages': [{'role': 'User', 'content': 'Hi'}]}",
                                "{'messages': [{'role': '', 'content': 'Hi'}]}",
                                "{'messages': [{'content': 'Hi'}]}")
                        .refused(null, "{'messages': [{'role': 5, 'content': 'Hi'}]}", "{'messages': [{}]}")
                        .rule(),
                must("REQ-07", "a user message without content is 400")
                        .refused(
                                "messages[0].content",
                                "{'messages': [{'role': 'user'}]}",
                                "{'messages': [{'role': 'user', 'content': null}]}")
                        .rule(),
                must("REQ-08", "content that is a number or an object is 400 with param messages[0].content")
                        .refused(
                                "messages[0].content",
                                "{'messages': [{'role': 'user', 'content': 5}]}",
                                "{'messages': [{'role': 'user', 'content': {}}]}",
                                "{'messages': [{'role': 'user', 'content': true}]}",
                                "{'messages': [{'role': 'user', 'content': {'type': 'text', 'text': 'Hi'}}]}")
                        .rule(),
                must("REQ-09", "content without parts is 400")
                        .refused("messages[0].content", "{'messages': [{'role': 'user', 'content': []}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': [null]}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': ['Hi']}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': [{'type': 'text'}]}]}")
                        .rule(),
                must("REQ-26", "the developer role is accepted")
                        .accepted(
                                "{'messages': [{'role': 'developer', 'content': 'Be brief.'}, {'role': 'user', 'content': 'Hi'}]}")
                        .accepted(
                                "{'messages': [{'role': 'developer', 'content': [{'type': 'text', 'text': 'Be brief.'}]},"
                                        + " {'role': 'user', 'content': 'Hi'}]}")
                        .rule());
    }

    private static void withoutModel(Probe probe) throws IOException {
        ObjectNode body = probe.minimal();
        body.remove("model");
        JsonNode error = Expect.badRequest(probe, probe.chat(body), null);
        String param = error.path("param").asString(null);
        Expect.that(param == null || param.equals("model"), "error.param: %s (expected: model or null)", param);
    }
}

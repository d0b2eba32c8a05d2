package com.plugsky.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private static final Contract CONTRACT = Contract.bundled();
    private static final String ERROR =
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_json\"}}";
    private static final String COMPLETION =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/chat/completions | 200 | application/json  | completion | ''
            POST | /v1/chat/completions | 400 | application/json  | error      | ''
            POST | /v1/chat/completions | 422 | application/json  | error      | ''
            GET  | /v1/nothing          | 404 | application/json  | error      | ''
            GET  | /v1/models/a/b       | 404 | application/json  | error      | ''
            POST | /v1/chat/completions | 201 | application/json  | completion | undocumented status
            POST | /v1/chat/completions | 400 | text/html         | error      | undocumented media type
            POST | /v1/chat/completions | 200 | application/json  | error      | required property
            POST | /v1/chat/completions | 400 | application/json  | completion | required property
            GET  | /v1/nothing          | 404 | application/json  | completion | required property
            POST | /v1/chat/completions | 400 | application/json  | html       | not JSON
            """)
    void holdsAnAnswerAgainstItsOperation(
            String method, String target, int status, String type, String body, String finding) {
        String text = body.equals("error") ? ERROR : body.equals("completion") ? COMPLETION : "<html>";
        List<Header> headers = List.of(new Header("Content-Type", type), new Header("X-Request-Id", "req_1"));
        List<String> findings = CONTRACT.findings(exchange(method, target, answer(status, headers, text)));

        if (finding.isEmpty()) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).anySatisfy(each -> assertThat(each).contains(finding));
        }
    }

    @ParameterizedTest
    @CsvSource({"'',is missing", "mine,does not match"})
    void asksForTheHeadersToo(String id, String finding) {
        Header type = new Header("Content-Type", "application/json");
        List<Header> headers = id.isEmpty() ? List.of(type) : List.of(type, new Header("x-request-id", id));

        assertThat(CONTRACT.findings(exchange("POST", "/v1/chat/completions", answer(200, headers, COMPLETION))))
                .singleElement()
                .asString()
                .contains("x-request-id")
                .contains(finding);
    }

    private static Answer answer(int status, List<Header> headers, String body) {
        var timing = new Answer.Timing(0, 0, List.of(), 0);
        return new Answer(
                new Answer.Head(status, "X", headers, new byte[0]),
                body.getBytes(StandardCharsets.UTF_8),
                timing,
                true);
    }

    private static Exchange exchange(String method, String target, Answer answer) {
        return new Exchange(Request.of(method, target), answer);
    }
}

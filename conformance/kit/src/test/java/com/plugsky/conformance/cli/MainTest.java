package com.plugsky.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final String ERROR =
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_value\"}}";

    @Test
    void endsWithOneWhenAMustFailed() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            assertThat(Main.run(
                            "grade", "--base-url", server.baseUrl().toString(), "--api-key", "k", "--only", "REQ-12"))
                    .isEqualTo(1);
        }
    }

    @Test
    void endsWithZeroWhenNoneDid() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request ->
                ScriptedServer.json(request.startsWith("GET") ? 200 : 400, request.startsWith("GET") ? "{}" : ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--only", "REQ-05,REQ-07"))
                    .isZero();
        }
    }

    @Test
    void endsWithTwoWhenItIsUsedWrongly() {
        assertThat(Main.run("grade")).isEqualTo(2);
        assertThat(Main.run("grade", "--base-url", "ftp://127.0.0.1/")).isEqualTo(2);
        assertThat(Main.run("grade", "--profile", "none", "--base-url", "http://127.0.0.1/"))
                .isEqualTo(2);
        assertThat(Main.run("walk")).isEqualTo(2);
    }

    @Test
    void endsWithThreeWhenTheServerCannotBeAsked() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(401, ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--api-key", "wrong"))
                    .isEqualTo(3);
        }
        assertThat(Main.run("grade", "--base-url", "http://127.0.0.1:1/v1")).isEqualTo(3);
    }

    @Test
    void listsTheRulesWithoutAServer() {
        assertThat(Main.run("grade", "--list", "--only", "REQ-01")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--tls-cert=cert.pem",
                "--latency=-1",
                "--host=no host",
                "--tls-cert=a,--tls-key=b"
            })
    void startsNoUpstreamThatIsAskedForWrongly(String options) {
        assertThat(Main.run(("upstream," + options).split(","))).isEqualTo(2);
    }
}

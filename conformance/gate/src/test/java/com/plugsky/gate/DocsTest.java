package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract and its docs are served to everyone, whole, and need nothing from anywhere else. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml",
        "/openapi.json, application/json",
        "/docs, text/html;charset=utf-8",
        "/docs/docs.js, text/javascript;charset=utf-8",
        "/docs/docs.css, text/css;charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript;charset=utf-8",
        "/docs/swagger-ui.css, text/css;charset=utf-8",
        "/docs/favicon-32x32.png, image/png",
    })
    void servesAFileWithoutAKey(String path, String type) throws IOException {
        Answer answer = send(Request.get(path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(type);
        assertThat(answer.header("cache-control")).isEqualTo("no-cache");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.body()).isNotEmpty();
        Answer head = send(Request.of("HEAD", path));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        Answer again = send(Request.get(path).with("If-None-Match", String.valueOf(answer.header("etag"))));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void servesTheContractAsItIsWritten() throws IOException {
        assertThat(send(Request.get("/openapi.yaml")).body()).isEqualTo(Files.readAllBytes(Gate.contract()));
        String json = send(Request.get("/openapi.json")).text();
        boolean same = new YAMLMapper()
                .readTree(Gate.contract().toFile())
                .toString()
                .equals(new JsonMapper().readTree(json).toString());
        assertThat(same).as("openapi.json says what openapi.yaml says").isTrue();
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws IOException {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(send(Request.get("/docs")).text());
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            assertThat(link).doesNotContain("//");
            assertThat(send(Request.get("/" + link)).status()).isEqualTo(200);
        });
    }

    @Test
    void anAddressWithASlashLeadsToThePage() throws IOException {
        Answer answer = send(Request.get("/docs/"));
        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("location")).isEqualTo("/docs");
    }

    @Test
    void anUnknownFileIsAnUnknownPath() throws IOException {
        Answer answer = send(Request.get("/docs/nothing.js"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Json.read(answer.text()).at("/error/code").asString()).isEqualTo("unknown_url");
    }

    private static Answer send(Request request) throws IOException {
        return Example.send(RunningServer.shared().target(), request).answer();
    }
}

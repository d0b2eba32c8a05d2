package com.plugsky.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Qwen/Qwen3-32B",
                "\"",
                "\\",
                "\b\f\n\r\t",
                "\u0000\u001f\u007f",
                "é😀\u2028",
                "{\"x\": 1}"
            })
    void quotesWhatAParserReadsBack(String text) {
        byte[] quoted = JsonText.quoted(text);
        assertThat(JsonMapper.shared().readTree(quoted).stringValue()).isEqualTo(text);
        assertThat(JsonText.decoded(quoted, 0, quoted.length)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\u0041\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"a\\\\u0041\"", "\"é\\u0000\""})
    void readsEveryEscape(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonText.decoded(bytes, 0, bytes.length))
                .isEqualTo(JsonMapper.shared().readTree(json).stringValue());
    }
}

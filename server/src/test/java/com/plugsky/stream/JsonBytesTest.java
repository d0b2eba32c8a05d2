package com.plugsky.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "quote \" and \\ backslash",
                "\n\r\t\b\f\u0000\u001f\u007f",
                "\u0080\u0085\u07ff\u0800\u2028\u2029\uffff",
                "\ud83d\ude00 grin \ud83e\udd84",
                "{\"not\":\"a member\"}"
            })
    void writesATextThatReadsBackTheSame(String text) {
        var out = new JsonBytes(1);
        out.quoted(text);
        String json = new String(out.toByteArray(), StandardCharsets.UTF_8);
        assertThat(JsonMapper.shared().readTree(json).asString()).isEqualTo(text);
        assertThat(json.chars()).noneMatch(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029);
        assertThat(json.lines()).hasSize(1);
    }

    @Test
    void replacesHalfACharacter() {
        var out = new JsonBytes(1);
        out.quoted("a\ud83d b\ude00");
        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("\"a\ufffd b\ufffd\"");
    }

    @Test
    void keepsItsSpaceWhenCleared() {
        var out = new JsonBytes(4);
        out.raw("[").number(-9223372036854775808L).raw("]");
        byte[] space = out.array();
        out.clear();
        out.raw("null");
        assertThat(out.array()).isSameAs(space);
        assertThat(new String(out.toByteArray(), StandardCharsets.US_ASCII)).isEqualTo("null");
    }

    @Test
    void anEventIsOneLineAndABlankOne() {
        assertThat(new String(Sse.event("{\"error\":1}".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo("data: {\"error\":1}\n\n");
        assertThat(Sse.KEEP_ALIVE).startsWith(":").endsWith("\n").doesNotContain("\n\n");
    }
}

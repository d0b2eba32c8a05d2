package com.plugsky.engine.upstream.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see https://internal.example/v1?key=1, please | see (address) please
            cannot reach vllm.internal:8000 | cannot reach (address)
            cannot reach localhost:80 | cannot reach (address)
            cannot reach vllm-server:8000 | cannot reach (address)
            cannot reach 10.0.0.7 or 10.0.0.8:8000 | cannot reach (address) or (address)
            cannot reach [fd00::1]:8000 | cannot reach (address)
            no file /srv/models/qwen/config.json here | no file (path) here
            no file C:\\models\\qwen.gguf here | no file (path) here
            wrong key sk-live-abcDEF123456 given | wrong key (key) given
            wrong key sk-abc***xyz9 given | wrong key (key) given
            wrong key hf_abcdefABCDEF given | wrong key (key) given
            Authorization: Bearer abcdefgh12345678 | Authorization: (key)
            token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-123 | token (key)
            hash 0123456789abcdef0123456789abcdef | hash (...)
            got AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/BBBBBBBBBBBBBBBBBBBBBB+CC== | got (...)
            java.lang.IllegalStateException: no | an error: no
            openai.error.APIError: no | an error: no
            """)
    void cutsWhatIsNobodysBusiness(String text, String left) {
        assertThat(Redaction.of(text)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n must be at least 1, got 0.",
                "messages[0].content: Input should be a valid string",
                "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 in the messages, 1000 in the completion).",
                "'temperature' must be between 0 and 2: 2.5",
                "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B does not support tools and/or images",
                "Expected ',' at line 3 column 5 (char 27)",
                "ValueError: no"
            })
    void leavesSentencesAlone(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void endsBeforeATrace() {
        assertThat(Redaction.of("no luck\nTraceback (most recent call last):\n  File \"x.py\""))
                .isEqualTo("no luck");
        assertThat(Redaction.of("no luck\n\tat com.example.Main.run(Main.java:5)"))
                .isEqualTo("no luck");
    }

    @Test
    void isOneLineOfBoundedLength() {
        assertThat(Redaction.of("a\r\n\tb\u0000c")).isEqualTo("a b c");
        assertThat(Redaction.of("word ".repeat(100_000))).hasSize(Redaction.MOST_CHARACTERS + 3);
        assertThat(Redaction.of("word ".repeat(818) + "sk-live-0123456789")).doesNotContain("sk-");
        assertThat(Redaction.of("x".repeat(100_000))).isEmpty();
    }
}

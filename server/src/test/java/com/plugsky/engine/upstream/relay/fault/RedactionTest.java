package com.plugsky.engine.upstream.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
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
            cannot reach vllm-0.vllm.prod.svc.cluster.local. | cannot reach (address).
            llm-internal.acme.corp is down | (address) is down
            gpu7.local is down | (address) is down
            api.provider.com is down | (address) is down
            peer fe80::1ff:fe23:4567:890a refused | peer (address) refused
            peer ::1, ::ffff:10.0.0.7, fe80::1%eth0 | peer (address), (address), (address)
            peer 2001:db8:0:0:0:0:0:17 refused | peer (address) refused
            invalid api key acme-team-7Hd83kdLs92 | invalid api key (key)
            key 'AbCdEfGh1234567890abcdefgh' not allowed | key '(key)' not allowed
            request 6f1e2c9a-4b1d-4f6e-9a55-0c2d7f3f1b22 failed | request (...) failed
            org-AbC123dEf456 has no proj_x1y2z3 | (...) has no (...)
            java.lang.IllegalStateException: no | an error: no
            openai.error.APIError: no | an error: no
            """)
    void cutsWhatIsNobodysBusiness(String text, String left) {
        assertThat(Redaction.PLAIN.of(text)).isEqualTo(left);
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
                "ValueError: no",
                "llama3.1 and qwen2.5-coder are not loaded, e.g. use llama3.2, i.e. the small one",
                "transformers 4.57.1 needs torch 2.9.0, vllm 0.11.2.post1 needs more",
                "chat.template.jinja and tokenizer.config.v1.json are missing",
                "messages.0.content.1.image_url.url: Field required",
                "response_format.json_schema.schema.properties.home: not allowed",
                "from 12:30:45 to 13:00:00, ratio 3:4:5, std::vector and a[1:2]",
                "key 'temperature' is unknown, token count exceeds the limit",
                "org-specific and organization-wide limits"
            })
    void leavesSentencesAlone(String text) {
        assertThat(Redaction.PLAIN.of(text)).isEqualTo(text);
    }

    @Test
    void cutsWhatIsKnownWhateverItLooksLike() {
        var redaction = new Redaction(() -> List.of(new Redaction.Cut(Pattern.compile("blue"), "($1)")));

        assertThat(redaction.of("a blue day at http://blue/x")).isEqualTo("a ($1) day at (address)");
    }

    @Test
    void endsBeforeATrace() {
        assertThat(Redaction.PLAIN.of("no luck\nTraceback (most recent call last):\n  File \"x.py\""))
                .isEqualTo("no luck");
        assertThat(Redaction.PLAIN.of("no luck\n\tat com.example.Main.run(Main.java:5)"))
                .isEqualTo("no luck");
    }

    @Test
    void isOneLineOfBoundedLength() {
        assertThat(Redaction.PLAIN.of("a\r\n\tb\u0000c")).isEqualTo("a b c");
        assertThat(Redaction.PLAIN.of("word ".repeat(100_000))).hasSize(Redaction.MOST_CHARACTERS + 3);
        assertThat(Redaction.PLAIN.of("word ".repeat(818) + "sk-live-0123456789"))
                .doesNotContain("sk-");
        assertThat(Redaction.PLAIN.of("x".repeat(100_000))).isEmpty();
    }
}

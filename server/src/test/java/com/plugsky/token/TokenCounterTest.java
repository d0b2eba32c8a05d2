package com.plugsky.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {

    private final TokenCounter counter = new TokenCounter();

    @ParameterizedTest
    @CsvSource({"'',0", "Hello,1", "Hello world,2", "Say hello in one short sentence.,7", "<|endoftext|>,7"})
    void countsAsTheVocabularyDoes(String text, int tokens) {
        assertThat(counter.count(text)).isEqualTo(tokens);
        assertThat(counter.encode(text)).hasSize(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The quick brown fox, 42 times! ", "für Straße und Ähre ", "日本語のテキスト。", "a\n\n  b\t"})
    void countsLongTextsInSlicesAsItWouldAtOnce(String piece) {
        String text = piece.repeat(3 * TokenCounter.SLICE / piece.length());
        int once = counter.encode(text).length;
        assertThat(counter.count(text)).isEqualTo(once);
        String joined = new String(join(text), StandardCharsets.UTF_8);
        assertThat(joined).isEqualTo(text);
    }

    private byte[] join(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int token : counter.encode(text)) {
            bytes.writeBytes(counter.bytes(token));
        }
        return bytes.toByteArray();
    }

    @Test
    void slicesOfWordsAreExact() {
        String text = "Every word here is followed by another word ".repeat(400);
        int whole = 0;
        for (String sentence : text.split("(?<=another word)")) {
            whole += counter.count(sentence);
        }
        assertThat(counter.count(text)).isEqualTo(whole);
    }

    @Test
    void stopsCountingOnceItIsEnough() {
        String text = "word ".repeat(1_000_000);
        assertThat(counter.count(text, 5_000)).isBetween(5_001, 5_000 + TokenCounter.SLICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\ud83d\ude00", "x1", "\n"})
    void noTextIsDear(String piece) {
        String text = piece.repeat(300_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> counter.count(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "\ud83d\ude00\ud83e\udd84 zebra \u0bb5\u0ba3\u0b95", "e\u0301\u0301", ""})
    void givesTheBytesOfTokens(String text) {
        var bytes = new TokenBytes(counter);
        var joined = new ByteArrayOutputStream();
        for (int token : counter.encode(text)) {
            joined.writeBytes(bytes.of(token));
        }
        assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 199_998, TokenBytes.IDS, Integer.MAX_VALUE})
    void givesNoBytesWhereThereIsNoToken(int token) {
        assertThat(new TokenBytes(counter).of(token)).isEmpty();
    }
}

package com.plugsky.engine.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.token.TokenBytes;
import com.plugsky.token.TokenCounter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NgramModelTest {

    private static final Path TEXT = Path.of("src/main/model/text.txt");
    private static final TokenCounter COUNTER = new TokenCounter();

    private static int token(String text) {
        int[] tokens = COUNTER.encode(text);
        assertThat(tokens).hasSize(1);
        return tokens[0];
    }

    @Test
    void isTheOneThatTheTextGives(@TempDir Path folder) throws IOException {
        Path made = folder.resolve("a/b/model.bin");
        MakeModel.main(new String[] {TEXT.toString(), made.toString()});
        try (InputStream bundled = Objects.requireNonNull(getClass().getResourceAsStream(ModelFile.RESOURCE))) {
            assertThat(made).hasBinaryContent(bundled.readAllBytes());
        }
    }

    @Test
    void weighsBothTokensBeforeMoreThanTheLast() {
        NgramModel model =
                MakeModel.of(List.of("[sentences]", "red car.", "blue car.", "red car stops.", "old red hat."));
        Context after = model.after(token(" red"), token(" car"));
        assertThat(after.tokens()[0]).isEqualTo(token("."));
        assertThat(after.size()).isLessThan(NgramModel.LEAST_CANDIDATES);
        Context unknown = model.after(token(" hat"), token(" car"));
        assertThat(unknown.tokens()[0]).isEqualTo(token("."));
        assertThat(model.endsSentence(token("."))).isTrue();
        assertThat(model.endsSentence(token(" car"))).isFalse();
    }

    @Test
    void hasEnoughCandidatesEverywhere() {
        NgramModel model = ModelFile.bundled();
        for (long history : model.counts().keySet()) {
            Context context = model.after((int) (history >> 20), (int) (history & 0xfffff));
            assertThat(context.size()).isGreaterThanOrEqualTo(NgramModel.LEAST_CANDIDATES);
            assertThat(Arrays.stream(context.tokens()).distinct().count()).isEqualTo(context.size());
            for (int i = 1; i < context.size(); i++) {
                assertThat(context.logits()[i]).isLessThanOrEqualTo(context.logits()[i - 1]);
            }
        }
    }

    @Test
    void saysOnlyPlainText() throws IOException {
        var bytes = new TokenBytes(COUNTER);
        for (int token : ModelFile.bundled().after(0, 0).tokens()) {
            assertThat(bytes.of(token)).isNotEmpty().doesNotContain('"', '\\', '\n');
        }
        assertThat(Files.readString(TEXT)).matches("[\\x20-\\x7e\n]+");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(new byte[8])))
                .isInstanceOf(IOException.class)
                .hasMessage("version 0 (expected: 504c4701)");
        var whole = new ByteArrayOutputStream();
        ModelFile.write(ModelFile.bundled(), whole);
        byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
        assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(half))).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAnUnknownSection() {
        assertThatThrownBy(() -> MakeModel.of(List.of("[jokes]", "none.")))
                .hasMessage("[jokes] (expected: [openings], [sentences] or [thoughts])");
    }
}

package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnippetTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abcd, false",
        "abc, xabc, false",
        "a...c, abc, true",
        "a...c, 'a\n\nc', true",
        "a...c, ac, true",
        "a...c, 'ab', false",
        "..., '', true",
        "a.c, abc, false",
        "'a \nb', 'a\nb  \n', true",
    })
    void fitsWhatTheGuideShows(String printed, String output, boolean fits) {
        assertThat(new Snippet("", "sh", "", printed).fits(output)).isEqualTo(fits);
    }

    @Test
    void isReadWithItsPlaceAndWhatItPrints(@TempDir Path folder) throws IOException {
        Path guide = Files.writeString(
                folder.resolve("guide.md"),
                "# A\n```sh setup\nexport B=1\n```\n## b\n```sh\necho 1\n```\n```text\n1\n```\n");

        assertThat(Snippet.of(guide)).containsExactly(new Snippet("b", "sh", "echo 1", "1"));
    }

    @Test
    void mustSayWhatItPrints(@TempDir Path folder) throws IOException {
        Path guide = Files.writeString(folder.resolve("guide.md"), "```sh\necho 1\n```\n\n```text\n1\n```\n");

        assertThatThrownBy(() -> Snippet.of(guide))
                .hasMessageContaining("guide.md:1: a snippet without what it prints");
    }
}

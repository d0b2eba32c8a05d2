package com.plugsky.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/settings.md");

    /** {@code -Dplugsky.docs=write} writes the page instead. */
    @Test
    void isCurrent() throws IOException {
        if ("write".equals(System.getProperty("plugsky.docs"))) {
            Files.writeString(PAGE, SettingsPage.text());
        }

        assertThat(PAGE).hasContent(SettingsPage.text());
    }
}

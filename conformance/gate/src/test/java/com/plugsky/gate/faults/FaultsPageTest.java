package com.plugsky.gate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.upstream.script.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FaultsPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/faults.md");

    /** {@code -Dplugsky.docs=write} writes the page instead. */
    @Test
    void isCurrent() throws IOException {
        if ("write".equals(System.getProperty("plugsky.docs"))) {
            Files.writeString(PAGE, FaultsPage.text());
        }

        assertThat(PAGE).hasContent(FaultsPage.text());
    }

    @Test
    void countsEveryCell() {
        assertThat(UpstreamFault.values().length * Phase.values().length * 4).isEqualTo(208);
        assertThat(Cell.all()).hasSize(108);
        assertThat(Cell.all().stream().map(Cell::id)).doesNotHaveDuplicates();
        assertThat(Departure.all()).hasSize(12);
        assertThat(FaultsPage.text()).contains("These are 108 cells. The other 100 cannot occur");
    }
}

package com.plugsky.conformance.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.upstream.script.Fault;
import com.plugsky.conformance.upstream.script.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide lists every name. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/guides/scripted-upstream.md");
    private static final String BEGIN = "| model | what the caller sees |";

    /** {@code -Dplugsky.docs=write} writes the table instead. */
    @Test
    void listsTheNames() throws IOException {
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(BEGIN);
        int to = guide.indexOf("\n\n", from) + 1;
        if ("write".equals(System.getProperty("plugsky.docs"))) {
            guide = guide.substring(0, from) + table() + guide.substring(to);
            Files.writeString(GUIDE, guide);
        }

        assertThat(guide).contains(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder(BEGIN + "\n|---|---|\n");
        for (Fault fault : Fault.values()) {
            Phase usual = fault.usual();
            String name = (fault.prefixed() ? "fault-" : "") + fault.word() + (usual == null ? "" : "[-at-PHASE]");
            boolean optional = !fault.number().isEmpty() && usual != null || fault == Fault.STATUS;
            String number = optional ? "[-N]" : fault.number().isEmpty() ? "" : "-N";
            table.append("| `").append(name).append(number).append("` | ").append(fault.does());
            table.append(usual == null ? "" : "; usually " + usual.word());
            table.append(number.isEmpty() ? "" : "; N: " + fault.number()).append(" |\n");
        }
        return table.toString();
    }
}

package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFleetTest {

    private static final String ONE =
            "version: 1\nmodels: [{id: one, tier: pro, context: 10, max-output: 5, targets: [{engine: embedded}]}]\n";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("fleet.yaml");
        Files.writeString(file, ONE);
    }

    @Test
    void takesAChangedFileAsAWhole() throws Exception {
        LiveFleet fleet = LiveFleet.of(file);
        Fleet before = fleet.current();
        Files.writeString(file, ONE.replace("one", "two"));

        lookTwice(fleet);

        assertThat(fleet.current().version()).isEqualTo(2);
        assertThat(fleet.current().model("two")).isNotNull();
        assertThat(before.model("one")).isNotNull();
    }

    @Test
    void waitsUntilTheFileIsSettled() throws Exception {
        LiveFleet fleet = LiveFleet.of(file);
        Files.writeString(file, ONE.replace("one", "two"));
        fleet.look();
        assertThat(fleet.current().version()).isEqualTo(1);
        Files.writeString(file, ONE.replace("one", "three"));
        fleet.look();
        assertThat(fleet.current().version()).isEqualTo(1);

        fleet.look();

        assertThat(fleet.current().model("three")).isNotNull();
    }

    @Test
    void keepsTheGoodFleetWhenTheFileIsBadOrGone() throws Exception {
        LiveFleet fleet = LiveFleet.of(file);
        Fleet good = fleet.current();

        Files.writeString(file, "version: 2\n");
        lookTwice(fleet);
        assertThat(fleet.current()).isSameAs(good);

        Files.delete(file);
        lookTwice(fleet);
        assertThat(fleet.current()).isSameAs(good);

        Files.writeString(file, ONE.replace("one", "two"));
        lookTwice(fleet);
        assertThat(fleet.current().version()).isEqualTo(2);
    }

    @Test
    void leavesAnUnchangedFileAlone() throws Exception {
        LiveFleet fleet = LiveFleet.of(file);
        Fleet before = fleet.current();

        lookTwice(fleet);

        assertThat(fleet.current()).isSameAs(before);
    }

    @Test
    void doesNotStartWithABadFile() throws Exception {
        Files.writeString(file, "version: 2\n");

        assertThatThrownBy(() -> LiveFleet.of(file))
                .isInstanceOf(FleetFault.class)
                .hasMessageContaining("fleet.yaml:1");
    }

    @Test
    void servesTheDefaultFleetWithoutAFile() throws Exception {
        LiveFleet fleet = LiveFleet.of(null);

        lookTwice(fleet);

        assertThat(fleet.current().model("plugsky-pro")).isNotNull();
    }

    private static void lookTwice(LiveFleet fleet) {
        fleet.look();
        fleet.look();
    }
}

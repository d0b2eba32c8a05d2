package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.fleet.discovery.Discovery;
import com.plugsky.fleet.discovery.Found;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Target.Upstream SERVER = new Target.Upstream(URI.create("http://127.0.0.1:9/v1"), "any");

    private long now;
    private int asked;
    private @Nullable List<Found> told = new ArrayList<>(List.of(new Found("b-7b", 4096), new Found("a-70b", null)));

    private final Discovery discovery = () -> {
        asked++;
        if (told == null) {
            throw new IOException("nobody there");
        }
        return told;
    };

    @Test
    void servesWhatItFinds() {
        LiveFleet fleet = fleet();

        assertThat(fleet.current().models()).extracting(Model::id).containsExactly("b-7b", "a-70b");
        Model small = model(fleet, "b-7b");
        Model large = model(fleet, "a-70b");
        assertThat(small.targets()).containsExactly(SERVER.named("b-7b"));
        assertThat(small.context()).isEqualTo(4096);
        assertThat(large.context()).isEqualTo(Model.UNKNOWN);
        assertThat(large.strength()).isGreaterThan(small.strength());
    }

    @Test
    void asksAgainForAnUnknownModelOnceInFiveSeconds() {
        LiveFleet fleet = fleet();
        told = List.of(new Found("new", null));
        assertThat(fleet.currentFor("new").model("new")).isNull();
        assertThat(asked).isEqualTo(1);

        now += Duration.ofSeconds(5).toNanos();

        assertThat(fleet.currentFor("new").model("new")).isNotNull();
        assertThat(fleet.currentFor("other").model("other")).isNull();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void asksNobodyForNamesOfOurOwn() {
        LiveFleet fleet = fleet();
        now += Duration.ofSeconds(5).toNanos();

        fleet.currentFor("plugsky-fusion");
        fleet.currentFor("auto");
        fleet.currentFor("mock/stall");

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void keepsItsModelsWhileTheServerIsSilent() {
        LiveFleet fleet = fleet();
        told = null;

        fleet.look();

        assertThat(fleet.current().models()).hasSize(2);
    }

    @Test
    void waitsForAServerThatComesLater() {
        told = null;
        LiveFleet fleet = fleet();
        assertThat(fleet.current().models()).isEmpty();
        told = List.of(new Found("a", null));
        now += Duration.ofSeconds(5).toNanos();

        assertThat(fleet.currentFor("plugsky-fusion").models()).hasSize(1);
    }

    @Test
    void leavesOutNamesThatItCannotServe() {
        told = List.of(
                new Found("plugsky-fusion", null),
                new Found("mock/stall", null),
                new Found("a\nb", null),
                new Found("", null),
                new Found("fine", null));

        assertThat(fleet().current().models()).extracting(Model::id).containsExactly("fine");
    }

    @Test
    void servesOthersBeside() throws FleetFault {
        Fleet more = LiveFleet.of(null).current();
        told = List.of(new Found("plugsky-micro", null));

        LiveFleet fleet = LiveFleet.discovered(SERVER, discovery, found -> found.with(more), () -> now);

        assertThat(model(fleet, "plugsky-micro").targets()).containsExactly(SERVER.named("plugsky-micro"));
        assertThat(model(fleet, "plugsky-pro").targets()).containsExactly(new Target.Embedded());
        assertThat(fleet.current().model("mock/status-503")).isNotNull();
    }

    private static Model model(LiveFleet fleet, String id) {
        return Objects.requireNonNull(fleet.current().model(id));
    }

    private LiveFleet fleet() {
        return LiveFleet.discovered(SERVER, discovery, UnaryOperator.identity(), () -> now);
    }
}

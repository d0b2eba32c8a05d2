package com.plugsky.dispatch.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.routing.Candidate;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetStatesTest {

    private final TargetStates states = new TargetStates(GuardOptions.USUAL, () -> 0, DispatchListener.NONE);

    @Test
    void keepsWhatItKnowsOfATargetThatAReloadLeavesAsItWas() {
        Model before = model("m", "a", "b");
        states.follow(new Fleet(1, List.of(before), List.of()));
        TargetState known = states.of(new Candidate(before, target("b")), target("b"));
        for (int i = 0; i < 10; i++) {
            Objects.requireNonNull(known.acquire()).end(AttemptOutcome.CONNECT);
        }

        states.follow(new Fleet(2, List.of(model("m", "b", "c")), List.of()));

        assertThat(states.all())
                .extracting(TargetState::status)
                .containsExactly(
                        new TargetStatus("m#1", "m", 0, BreakerState.OPEN, true, 10, 10),
                        new TargetStatus("m#2", "m", 0, BreakerState.CLOSED, true, 0, 0));
    }

    @Test
    void knowsATargetBeforeItWasToldOfIt() {
        Model model = model("m", "a", "b");

        TargetState state = states.of(new Candidate(model, target("b")), target("b"));

        assertThat(state.label()).isEqualTo("m#2");
        assertThat(states.of(new Candidate(model, target("b")), target("b"))).isSameAs(state);
    }

    @Test
    void forgetsATargetThatARequestFromBeforeAReloadBringsBack() {
        Model before = model("m", "a");
        Fleet now = new Fleet(2, List.of(model("m", "b")), List.of());
        states.follow(now);
        states.of(new Candidate(before, target("a")), target("a"));

        states.follow(now);

        assertThat(states.all()).extracting(TargetState::target).containsExactly(target("b"));
    }

    @Test
    void countsATargetOfTwoModelsOnce() {
        states.follow(new Fleet(1, List.of(model("m", "a"), model("n", "b", "a")), List.of()));

        assertThat(states.all()).extracting(TargetState::label).containsExactly("m#1", "n#1");
    }

    private static Model model(String id, String... targets) {
        List<Target> all = Arrays.stream(targets)
                .map(TargetStatesTest::target)
                .map(Target.class::cast)
                .toList();
        return new Model(id, Tier.FREE, 10, 10, null, 0, Set.of(), List.of(), all, false);
    }

    private static Target.Upstream target(String name) {
        return new Target.Upstream(URI.create("http://127.0.0.1:1/v1"), name);
    }
}

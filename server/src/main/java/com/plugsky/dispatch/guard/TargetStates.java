package com.plugsky.dispatch.guard;

import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The state of every upstream target. Targets with equal settings are one, so that a reload which leaves a target as it was
 * leaves its state, too. Safe for use by many threads.
 */
public final class TargetStates {

    private final Map<Target.Upstream, TargetState> states = new ConcurrentHashMap<>();
    private final Setup setup;

    /** What all states share. */
    record Setup(GuardOptions options, LongSupplier nanos, DispatchListener listener) {}

    /** Of no target yet; {@code nanos} is monotonic time. */
    public TargetStates(GuardOptions options, LongSupplier nanos, DispatchListener listener) {
        this.setup = new Setup(options, nanos, listener);
    }

    /** The state of a candidate's target; a target that nobody used before is held to be well. */
    public TargetState of(Candidate candidate, Target.Upstream target) {
        TargetState state = states.get(target);
        return state != null ? state : of(target, label(candidate.model(), target));
    }

    /** Knows the targets of this fleet, forgets all others, and names them by their places in it. */
    public void follow(Fleet fleet) {
        Map<Target.Upstream, TargetState.Label> current = new HashMap<>();
        for (Model model : fleet.models()) {
            for (Target target : model.targets()) {
                if (target instanceof Target.Upstream upstream) {
                    current.computeIfAbsent(upstream, key -> label(model, key));
                }
            }
        }
        states.keySet().retainAll(current.keySet());
        current.forEach((target, label) -> of(target, label).label(label));
    }

    /** The states of all targets, by label. */
    public List<TargetState> all() {
        return states.values().stream()
                .sorted(Comparator.comparing(TargetState::label))
                .toList();
    }

    private TargetState of(Target.Upstream target, TargetState.Label label) {
        return states.computeIfAbsent(target, key -> new TargetState(key, label, setup));
    }

    private static TargetState.Label label(Model model, Target.Upstream target) {
        return TargetState.Label.of(model.id(), model.targets().indexOf(target) + 1);
    }
}

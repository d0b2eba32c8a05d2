package com.plugsky.dispatch.health;

import com.plugsky.fleet.Target;
import java.time.Duration;

/** One look at a target, over the network or wherever targets are. */
@FunctionalInterface
public interface Probe {

    /**
     * Whether the target is well.
     *
     * @param path below the target's URL
     * @param deadline within which it must have answered
     */
    boolean healthy(Target.Upstream target, String path, Duration deadline);
}

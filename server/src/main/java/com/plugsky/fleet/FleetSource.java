package com.plugsky.fleet;

import org.jspecify.annotations.Nullable;

/** Where a fleet comes from, and comes from again when something changes. Called from one thread at a time. */
interface FleetSource {

    /**
     * Looks whether there is another fleet than the one in force.
     *
     * @return what follows it, with its version raised; null: it stays
     * @throws FleetFault there is something new that cannot be used; told once for each change
     */
    @Nullable
    Fleet next(Fleet current) throws FleetFault;

    /** Whether it is worth a look when somebody asks for a model that is not there. */
    boolean asksOnDemand();
}

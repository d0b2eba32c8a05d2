package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** The repairs of one answer; in strict mode the first one is its failure. */
final class Repairs {

    private final EnumSet<Repair> made = EnumSet.noneOf(Repair.class);
    private final boolean strict;

    Repairs(boolean strict) {
        this.strict = strict;
    }

    /** Notes a repair that is about to be made. */
    void note(Repair repair) throws EngineFailure {
        if (strict) {
            throw UpstreamErrors.broken(repair.what());
        }
        made.add(repair);
    }

    /** Notes a fault that stays, and therefore counts in strict mode only. */
    void find(Repair fault) throws EngineFailure {
        if (strict) {
            note(fault);
        }
    }

    Set<String> names() {
        if (made.isEmpty()) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        made.forEach(repair -> names.add(repair.wire()));
        return names;
    }
}

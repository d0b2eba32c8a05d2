package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** The repairs of one answer; in strict mode the first one is its failure. */
public final class Repairs {

    private final EnumSet<Repair> made = EnumSet.noneOf(Repair.class);
    private final boolean strict;

    public Repairs(boolean strict) {
        this.strict = strict;
    }

    /** Notes a repair that is about to be made. */
    public void note(Repair repair) throws EngineFailure {
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

    /** Their names on the wire, sorted. */
    public Set<String> names() {
        if (made.isEmpty()) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        made.forEach(repair -> names.add(repair.wire()));
        return names;
    }
}

package com.plugsky.conformance.trb;

import com.plugsky.conformance.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules on behaviour under trouble. */
public final class TroubleRules {
    private TroubleRules() {}

    public static List<Rule> all() {
        return Stream.of(FramingRules.all(), CrowdRules.all())
                .flatMap(List::stream)
                .toList();
    }
}

package com.plugsky.json;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The top-level members of a JSON object, in the order in which they came.
 *
 * @param top all members, also those that are null
 */
public record Members(List<Member> top) {

    public Members {
        top = List.copyOf(top);
    }

    /** The names of the members that are not null, in order. */
    public Set<String> present() {
        Set<String> names = new LinkedHashSet<>();
        for (Member member : top) {
            if (!member.isNull()) {
                names.add(member.name());
            }
        }
        return names;
    }
}

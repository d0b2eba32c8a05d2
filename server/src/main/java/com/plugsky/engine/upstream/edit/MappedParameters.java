package com.plugsky.engine.upstream.edit;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.upstream.ParameterMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a target's map makes of the caller's members. A null member means the same as none, so it is left out without a word. */
final class MappedParameters {

    private static final String OLD_LIMIT = "max_tokens";
    private static final String LIMIT = "max_completion_tokens";

    private MappedParameters() {}

    /**
     * Edits the members.
     *
     * @param ignored is given the names of those that had a value and are left out
     * @throws Refusal a member with a value is refused
     */
    static void apply(ParameterMap map, TopMembers members, Set<String> ignored) {
        for (String name : map.refused()) {
            if (members.says(name)) {
                throw Refusal.of(
                        ErrorCode.UNSUPPORTED_PARAMETER,
                        name + ": not taken by this model's engine (expected: absent)",
                        name);
            }
            members.leaveOut(name);
        }
        for (String name : map.ignored()) {
            leaveOut(name, members, ignored);
        }
        rename(map.renamed(), members, ignored);
    }

    private static void rename(Map<String, String> renamed, TopMembers members, Set<String> ignored) {
        Map<String, String> takenBy = new HashMap<>();
        for (Map.Entry<String, String> entry : new TreeMap<>(renamed).entrySet()) {
            String name = entry.getKey();
            String other = entry.getValue();
            if (members.get(name) == null || name.equals(other)) {
                continue;
            }
            boolean both = !renamed.containsKey(other) && members.get(other) != null;
            if (both && yields(name, other, members)) {
                leaveOut(name, members, ignored);
                continue;
            }
            if (both) {
                leaveOut(other, members, ignored);
            }
            if (takenBy.putIfAbsent(other, name) == null) {
                members.rename(name, other);
            } else {
                leaveOut(name, members, ignored);
            }
        }
    }

    /** Whether the member under its own name stays: the other one says nothing, or it is the older of the two limits. */
    private static boolean yields(String name, String other, TopMembers members) {
        boolean older = name.equals(OLD_LIMIT) && other.equals(LIMIT);
        return !members.says(name) || (older && members.says(other));
    }

    private static void leaveOut(String name, TopMembers members, Set<String> ignored) {
        if (members.says(name)) {
            ignored.add(name);
        }
        members.leaveOut(name);
    }
}

package com.plugsky.fleet.upstream;

import java.util.Map;
import java.util.Set;

/**
 * What of a request is said differently to a target.
 *
 * @param renamed top-level members that go out under another name, such as {@code max_completion_tokens} as
 *     {@code max_tokens}; if the caller sent both names, the one under its own name is left out and declared ignored
 * @param ignored top-level members that are left out and declared ignored
 * @param refused top-level members that are refused with 400 {@code unsupported_parameter}
 * @param developerAsSystem whether messages of the role {@code developer} go out as {@code system}
 */
public record ParameterMap(
        Map<String, String> renamed, Set<String> ignored, Set<String> refused, boolean developerAsSystem) {

    /** Everything goes out as it came. */
    public static final ParameterMap NONE = new ParameterMap(Map.of(), Set.of(), Set.of(), false);

    public ParameterMap {
        renamed = Map.copyOf(renamed);
        ignored = Set.copyOf(ignored);
        refused = Set.copyOf(refused);
    }
}

package com.plugsky.conformance;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a server is measured by: any OpenAI-compatible one, OpenAI's own codes and params, or the contract of this repository. */
public enum Profile {
    CORE,
    STRICT,
    PLUGSKY;

    public static final Set<Profile> ALL = Set.copyOf(EnumSet.allOf(Profile.class));
    public static final Set<Profile> BEYOND_CORE = Set.of(STRICT, PLUGSKY);
    public static final Set<Profile> ONLY_PLUGSKY = Set.of(PLUGSKY);

    /** As options and reports write it, for example {@code core}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

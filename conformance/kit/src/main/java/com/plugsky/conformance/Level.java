package com.plugsky.conformance;

/** How binding a rule is. */
public enum Level {
    MUST,
    SHOULD
}

package com.plugsky.access;

import java.util.Locale;

/** What a key may do; each role may do all that the one before it may. */
public enum Role {
    READ,
    INFER,
    ADMIN;

    /** Whether a key of this role may call an operation that needs the other. */
    public boolean allows(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role's name in files, flags and messages. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

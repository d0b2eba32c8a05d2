package com.plugsky.access;

/** What a key may do; each role may do all that the one before it may. */
public enum Role {
    READ,
    INFER,
    ADMIN;

    /** Whether a key of this role may call an operation that needs the other. */
    public boolean allows(Role needed) {
        return compareTo(needed) >= 0;
    }
}

package com.plugsky.routing;

import java.util.Locale;

/** How fusion chooses among the models that can answer. */
public enum Strategy {
    /** The cheapest of the stronger half. */
    BALANCED,
    /** The cheapest. */
    COST_SAVER,
    /** The strongest. */
    MAX_QUALITY,
    /** The first rule of the workspace that matches. */
    CUSTOM;

    /** The strategy of this wire name. */
    public static Strategy of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

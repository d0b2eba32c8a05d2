package com.plugsky.fleet;

import java.util.Locale;

/** What a model can do beyond text. */
public enum Ability {
    TOOLS,
    JSON,
    VISION,
    REASONING;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package com.plugsky.engine.embedded.image;

import java.util.HexFormat;

/**
 * The colour that a picture has most of.
 *
 * @param name a plain word
 * @param rgb eight bits each of red, green and blue
 * @param most whether at least half of the picture has it
 */
public record Colour(String name, int rgb, boolean most) {

    /** What a sentence on the picture says of it. */
    public String description() {
        String shown = name + " (#" + HexFormat.of().toHexDigits(rgb, 6) + ")";
        return most ? "mostly " + shown : "with more " + shown + " than any other colour";
    }
}

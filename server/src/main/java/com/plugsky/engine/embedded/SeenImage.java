package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ImageDetail;
import com.plugsky.engine.embedded.image.Colour;
import com.plugsky.engine.embedded.image.ImageHeader;
import org.jspecify.annotations.Nullable;

/**
 * An image that the engine looked at.
 *
 * @param declared the media type that its address declared
 * @param tokens what it counts in the prompt
 * @param colour what it has most of; null if that is not known
 */
record SeenImage(
        ImageHeader header,
        String declared,
        int tokens,
        @Nullable Colour colour) {

    private static final int BASE = 85;
    private static final int PER_TILE = 170;
    private static final int TILE = 512;
    private static final double LARGEST = 2048;
    private static final double SHORT_SIDE = 768;

    /** What an image counts: little if it is only glanced at. */
    static int tokens(ImageHeader header, @Nullable ImageDetail detail) {
        return detail == ImageDetail.LOW ? BASE : tiles(header.width(), header.height());
    }

    /** OpenAI's rule: fit into 2048 x 2048, bring the shorter side down to 768, and count tiles of 512 x 512. */
    static int tiles(int width, int height) {
        double fit = Math.min(1, LARGEST / Math.max(width, height));
        double shorter = Math.min(1, SHORT_SIDE / (Math.min(width, height) * fit));
        long across = (long) Math.ceil(Math.max(1, Math.floor(width * fit * shorter)) / TILE);
        long down = (long) Math.ceil(Math.max(1, Math.floor(height * fit * shorter)) / TILE);
        return (int) (BASE + PER_TILE * across * down);
    }

    /** What the answer says of it. */
    String description() {
        String kind = header.kind().word();
        String seen = "a " + kind + " of " + header.width() + " x " + header.height() + " pixels";
        String known = header.kind().type().equals(declared) ? seen : seen + " (declared as " + declared + ")";
        return colour == null ? known : known + ", " + colour.description();
    }
}

package com.plugsky.engine.embedded.image;

import org.jspecify.annotations.Nullable;

/** A count of colours by their names. One picture. */
final class Tally {

    private static final int NAMES = Palette.values().length;

    private final int[] counts = new int[NAMES];
    private final long[] reds = new long[NAMES];
    private final long[] greens = new long[NAMES];
    private final long[] blues = new long[NAMES];
    private int all;

    void add(int rgb) {
        int name = Palette.nearest(rgb & 0xffffff).ordinal();
        counts[name]++;
        reds[name] += rgb >> 16 & 0xff;
        greens[name] += rgb >> 8 & 0xff;
        blues[name] += rgb & 0xff;
        all++;
    }

    /** The name met most often, with the mean of its colours; null if none was met. */
    @Nullable
    Colour first() {
        int first = 0;
        for (int i = 1; i < NAMES; i++) {
            first = counts[i] > counts[first] ? i : first;
        }
        if (all == 0) {
            return null;
        }
        int rgb = mean(reds, first) << 16 | mean(greens, first) << 8 | mean(blues, first);
        return new Colour(Palette.values()[first].word(), rgb, counts[first] * 2L >= all);
    }

    private int mean(long[] sums, int name) {
        return (int) ((sums[name] + counts[name] / 2) / counts[name]);
    }
}

package com.plugsky.engine.embedded.schema.pattern;

import java.util.List;

/** A row of choices that is the same for the same seed on every machine (SplitMix64). One thread. */
public final class Picker {

    private long state;

    public Picker(long seed) {
        this.state = seed;
    }

    /** A number from 0 to {@code bound - 1}. */
    public int next(int bound) {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return (int) Long.remainderUnsigned(z ^ z >>> 31, bound);
    }

    public <T> T of(List<T> values) {
        return values.get(next(values.size()));
    }
}

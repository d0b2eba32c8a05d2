package com.plugsky.engine.embedded.decode;

/** Random numbers that a seed decides, after SplitMix64 (Steele, Lea, Flood 2014). One thread. */
public final class Draws {

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    public Draws(long seed) {
        this.state = seed;
    }

    /** The next number, at least 0 and below 1. */
    public double next() {
        state += STEP;
        return (mixed(state) >>> 11) * 0x1p-53;
    }

    /** Spreads a number over all bits. */
    public static long mix(long value) {
        return mixed(value + STEP);
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

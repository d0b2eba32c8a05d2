package com.plugsky.engine.embedded.decode;

import java.util.Arrays;

/** How often each token was said in one choice: a small table of numbers, since it is asked for every candidate. */
final class Uses {

    private static final int EMPTY = -1;

    private int[] tokens = new int[64];
    private int[] times = new int[64];
    private int size;

    Uses() {
        Arrays.fill(tokens, EMPTY);
    }

    int of(int token) {
        return times[at(token)];
    }

    void add(int token) {
        int at = at(token);
        if (tokens[at] == EMPTY) {
            if (++size * 2 > tokens.length) {
                grow();
                at = at(token);
            }
            tokens[at] = token;
        }
        times[at]++;
    }

    private int at(int token) {
        int mask = tokens.length - 1;
        int at = token * 0x9E3779B9 >>> 7 & mask;
        while (tokens[at] != token && tokens[at] != EMPTY) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldTokens = tokens;
        int[] oldTimes = times;
        tokens = new int[oldTokens.length * 2];
        times = new int[oldTimes.length * 2];
        Arrays.fill(tokens, EMPTY);
        for (int i = 0; i < oldTokens.length; i++) {
            if (oldTokens[i] != EMPTY) {
                int at = at(oldTokens[i]);
                tokens[at] = oldTokens[i];
                times[at] = oldTimes[i];
            }
        }
    }
}

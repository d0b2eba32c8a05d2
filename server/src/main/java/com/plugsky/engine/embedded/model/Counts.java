package com.plugsky.engine.embedded.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each token came after one history, in a text. One thread, until it is {@link #sorted}. */
final class Counts {

    /** A token and how often it came. */
    record Count(int token, int times) {}

    private final Map<Integer, Integer> times = new TreeMap<>();

    void add(int token, int more) {
        times.merge(token, more, Integer::sum);
    }

    /** The most frequent first; among equals the smaller id, so that the order is the same everywhere. */
    List<Count> sorted() {
        var sorted = new ArrayList<Count>(times.size());
        times.forEach((token, count) -> sorted.add(new Count(token, count)));
        sorted.sort((a, b) ->
                a.times() == b.times() ? Integer.compare(a.token(), b.token()) : Integer.compare(b.times(), a.times()));
        return sorted;
    }
}

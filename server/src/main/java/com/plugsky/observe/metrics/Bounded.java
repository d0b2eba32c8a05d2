package com.plugsky.observe.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The meters of each set of labels, made when it is first seen; one for all the others once there are too many.
 *
 * <p>Finding them again costs one look into a map. Safe for use by many threads.
 */
final class Bounded<K, M> {

    private final int most;
    private final K others;
    private final Function<K, M> make;
    private final ConcurrentMap<K, M> made = new ConcurrentHashMap<>();

    /**
     * Holds nothing yet.
     *
     * @param others the labels under which the rest is counted
     */
    Bounded(int most, K others, Function<K, M> make) {
        this.most = most;
        this.others = others;
        this.make = make;
    }

    /** The meters of these labels, or of {@code others}. */
    M of(K labels) {
        M found = made.get(labels);
        if (found != null) {
            return found;
        }
        // a few threads may pass at once, and so may add a few more than the bound
        return made.computeIfAbsent(made.size() < most ? labels : others, make);
    }

    /** Forgets the labels that are not wanted any more, but for {@code others}; {@code remove} gets their meters. */
    void keep(Predicate<K> wanted, Consumer<M> remove) {
        for (K labels : made.keySet()) {
            if (!labels.equals(others) && !wanted.test(labels)) {
                made.computeIfPresent(labels, (same, meters) -> {
                    remove.accept(meters); // while nobody can make them anew
                    return null;
                });
            }
        }
    }
}

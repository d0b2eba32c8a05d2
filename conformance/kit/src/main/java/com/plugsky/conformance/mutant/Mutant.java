package com.plugsky.conformance.mutant;

import com.plugsky.conformance.mutant.proxy.Damage;
import java.util.List;

/**
 * A server that is right but for one thing.
 *
 * @param id in words, with hyphens
 * @param text what it does wrong
 * @param kills the rules that must notice
 */
public record Mutant(String id, String text, Damage damage, List<String> kills) {
    public Mutant {
        kills = List.copyOf(kills);
    }

    static Mutant of(String id, String text, Damage damage, String... kills) {
        return new Mutant(id, text, damage, List.of(kills));
    }
}

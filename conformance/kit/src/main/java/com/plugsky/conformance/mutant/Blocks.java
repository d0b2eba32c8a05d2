package com.plugsky.conformance.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Edits of a stream as the list of its blocks, each an event or a comment with what ends it. */
final class Blocks {
    private Blocks() {}

    static UnaryOperator<List<String>> each(UnaryOperator<String> edit) {
        return blocks -> blocks.stream().map(edit).toList();
    }

    static List<String> with(List<String> blocks, int at, String block) {
        List<String> changed = new ArrayList<>(blocks);
        changed.add(Math.min(at, changed.size()), block);
        return changed;
    }

    static List<String> without(List<String> blocks, int at) {
        List<String> changed = new ArrayList<>(blocks);
        changed.remove(at);
        return changed;
    }

    static List<String> replaced(List<String> blocks, int at, String block) {
        List<String> changed = new ArrayList<>(blocks);
        changed.set(at, block);
        return changed;
    }

    /** Where the first finish stands. */
    static int finish(List<String> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).matches("(?s).*\"finish_reason\": ?\"[a-z_]+\".*")) {
                return i;
            }
        }
        return blocks.size() - 1;
    }
}

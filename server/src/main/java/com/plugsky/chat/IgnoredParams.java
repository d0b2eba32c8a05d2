package com.plugsky.chat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header that names the parameters without effect: those that routing ignored before those that the engine ignored. */
final class IgnoredParams {

    static final String HEADER = "x-plugsky-ignored-params";

    private static final int MOST_NAMES = 32;

    private IgnoredParams() {}

    /**
     * One value of both.
     *
     * @param engine the engine's own value of the header, names that are safe in a header, perhaps {@code +N} at its end
     */
    static String joined(List<String> routing, @Nullable String engine) {
        var names = new LinkedHashSet<>(routing);
        int more = 0;
        for (String name : engine == null || engine.isEmpty() ? new String[0] : engine.split(",")) {
            if (name.startsWith("+")) {
                more += Integer.parseInt(name.substring(1));
            } else {
                names.add(name);
            }
        }
        var written = new ArrayList<>(names);
        if (written.size() > MOST_NAMES) {
            more += written.size() - MOST_NAMES;
            written.subList(MOST_NAMES, written.size()).clear();
        }
        if (more > 0) {
            written.add("+" + more);
        }
        return String.join(",", written);
    }
}

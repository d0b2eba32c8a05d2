package com.plugsky.observe;

import java.util.List;

/**
 * A part of the log, newest first.
 *
 * @param more whether older entries exist
 */
public record Page(List<RequestEntry> entries, boolean more) {

    public Page {
        entries = List.copyOf(entries);
    }
}

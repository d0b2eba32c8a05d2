package com.plugsky.engine.embedded;

import com.plugsky.stream.Finish;
import java.util.List;

/**
 * What one choice will consist of, decided before a byte of the answer is written, so that whatever is refused is refused
 * in time.
 *
 * @param speaks whether it has a text, be it empty
 * @param finish why it ends if nothing ends it sooner
 */
record Plan(List<Segment> segments, boolean speaks, Finish finish) {

    Plan {
        segments = List.copyOf(segments);
    }
}

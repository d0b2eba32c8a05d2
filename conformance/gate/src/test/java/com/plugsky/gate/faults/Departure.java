package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.script.Phase;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A caller that leaves at one point of one kind of answer, while the upstream is silent. */
record Departure(Phase phase, boolean stream, Way way) {

    /** How a caller leaves. */
    enum Way {
        /** As one that has enough. */
        CLOSE,
        /** As one that was killed. */
        RESET;

        void leave(Wire wire) throws IOException {
            switch (this) {
                case CLOSE -> wire.close();
                case RESET -> wire.reset();
            }
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that can be. */
    static List<Departure> all() {
        return Stream.of(Phase.BEFORE_HEADERS, Phase.BEFORE_FIRST_TOKEN, Phase.MID_STREAM)
                .flatMap(phase -> Stream.of(true, false).flatMap(stream -> of(phase, stream)))
                .toList();
    }

    private static Stream<Departure> of(Phase phase, boolean stream) {
        return Arrays.stream(Way.values()).map(way -> new Departure(phase, stream, way));
    }

    /** The fleet's model. */
    String id() {
        return "departure-" + phase.word() + (stream ? "-stream-" : "-plain-") + way.word();
    }

    /** The upstream's model, which is silent from this point on. */
    String model() {
        return "fault-stall-at-" + phase.word();
    }

    /** Whether the caller has a part of the answer by then, for which it can wait before it leaves. */
    boolean begun() {
        return stream && phase == Phase.MID_STREAM;
    }
}

package com.plugsky.chat.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a body, as {@code param} writes it: {@code messages[1].content[0].image_url.detail}.
 *
 * @param steps names (String) and indexes (Integer), from the outside in
 */
public record Place(List<Object> steps) {

    /** The body itself. */
    public static final Place ROOT = new Place(List.of());

    public Place {
        steps = List.copyOf(steps);
    }

    /** A member of this object. */
    public Place member(String name) {
        return then(name);
    }

    /** An item of this array. */
    public Place item(int index) {
        return then(index);
    }

    /** The value of the envelope's {@code param}: null for the body itself. */
    public @Nullable String param() {
        return steps.isEmpty() ? null : toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                text.append('[').append(index.intValue()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }

    private Place then(Object step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new Place(longer);
    }
}

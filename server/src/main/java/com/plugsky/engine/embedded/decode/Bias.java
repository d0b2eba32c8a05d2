package com.plugsky.engine.embedded.decode;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller's {@code logit_bias}: what is added to the logits of some tokens. Immutable.
 *
 * <p>A token that the model would not say at this place has a logit near nothing, so that a large bias brings it.
 */
public final class Bias {

    /** No bias at all. */
    public static final Bias NONE = new Bias(new int[0], new double[0], new int[0]);

    private final int[] tokens;
    private final double[] values;
    private final int[] raised;

    private Bias(int[] tokens, double[] values, int[] raised) {
        this.tokens = tokens;
        this.values = values;
        this.raised = raised;
    }

    /** Reads the request's member: ids as text, -100 to 100 each; what is no id of a token is left out. */
    public static Bias of(@Nullable Map<String, ? extends Number> written, int ids) {
        if (written == null || written.isEmpty()) {
            return NONE;
        }
        int[] tokens = written.keySet().stream()
                .filter(key -> isId(key, ids))
                .mapToInt(Integer::parseInt)
                .distinct()
                .sorted()
                .toArray();
        double[] values = new double[tokens.length];
        for (Map.Entry<String, ? extends Number> entry : written.entrySet()) {
            if (isId(entry.getKey(), ids)) {
                values[Arrays.binarySearch(tokens, Integer.parseInt(entry.getKey()))] =
                        entry.getValue().doubleValue();
            }
        }
        int[] raised = new int[tokens.length];
        int count = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (values[i] > 0) {
                raised[count++] = tokens[i];
            }
        }
        return new Bias(tokens, values, Arrays.copyOf(raised, count));
    }

    private static boolean isId(String key, int ids) {
        return key.length() <= 6 && key.matches("[0-9]+") && Integer.parseInt(key) < ids;
    }

    boolean isEmpty() {
        return tokens.length == 0;
    }

    double of(int token) {
        int at = Arrays.binarySearch(tokens, token);
        return at < 0 ? 0 : values[at];
    }

    /** The tokens with a bias above 0, which take part everywhere. */
    int[] raised() {
        return raised;
    }
}

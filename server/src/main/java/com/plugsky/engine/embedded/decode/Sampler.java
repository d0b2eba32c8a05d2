package com.plugsky.engine.embedded.decode;

import com.plugsky.engine.embedded.model.Context;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.token.TokenBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The draw of one choice's tokens, one after another. One thread.
 *
 * <p>A token's logit is the model's, moved a little by the prompt and the place (so that other prompts lead to other
 * texts, also at temperature 0), plus its bias, less its penalties. From the logits comes the distribution that is told;
 * temperature and {@code top_p} sharpen it for the draw. Everything is computed with operations whose results Java lays
 * down, in a fixed order, so that every machine draws the same.
 */
public final class Sampler {

    /** What the prompt adds to or takes from a logit, at most. */
    private static final double SWAY = 0.6;

    /** The logit of a token that only a bias brings. */
    private static final double FAR = -25;

    private static final double OUT = Double.NEGATIVE_INFINITY;

    private final NgramModel model;
    private final TokenBytes bytes;
    private final Sampling sampling;
    private final Draws draws;
    private final long prompt;
    private final @Nullable Uses uses;
    private final Odds odds;
    private int[] tokens = new int[96];
    private double[] logits = new double[96];
    private double[] weights = new double[96];
    private int size;
    private int place;

    /**
     * A sampler at the beginning of a choice.
     *
     * @param prompt a number made from the prompt, which sways the model
     * @param seed decides the draws
     */
    public Sampler(NgramModel model, TokenBytes bytes, Sampling sampling, long prompt, long seed) {
        this.model = model;
        this.bytes = bytes;
        this.sampling = sampling;
        this.draws = new Draws(seed);
        this.prompt = prompt;
        this.uses = sampling.penalises() ? new Uses() : null;
        this.odds = new Odds(sampling.alternatives());
    }

    /** What the last step tells of its draw; only kept if the sampling tells. */
    public Odds odds() {
        return odds;
    }

    /**
     * Draws the next token.
     *
     * @param beforeLast the token or mark before the last one
     * @param last the last token or mark
     * @param plain only tokens that need no escape in a JSON string
     */
    public int draw(int beforeLast, int last, boolean plain) {
        gather(model.after(beforeLast, last), plain);
        place++;
        double most = most();
        boolean told = sampling.tells() || sampling.temperature() == 1;
        double sum = told ? weigh(most, 1) : 0;
        double log = sampling.tells() ? most + StrictMath.log(sum) : 0;
        int drawn = pick(most, sum);
        int token = tokens[drawn];
        if (sampling.tells()) {
            tell(logits[drawn] - log, log);
        }
        if (uses != null) {
            uses.add(token);
        }
        return token;
    }

    /** Notes a token that had to come. */
    public void given(int token) {
        place++;
        if (uses != null) {
            uses.add(token);
        }
        if (sampling.tells()) {
            odds.drawn(0);
            Context others = model.after(0, 0);
            int written = 0;
            if (written < odds.size()) {
                odds.set(written++, token, 0);
            }
            for (int i = 0; written < odds.size(); i++) {
                if (others.tokens()[i] != token) {
                    odds.set(written++, others.tokens()[i], Odds.IMPOSSIBLE);
                }
            }
        }
    }

    /** Collects the candidates and their logits. */
    private void gather(Context context, boolean plain) {
        Bias bias = sampling.bias();
        size = context.size();
        reserve(size + bias.raised().length);
        System.arraycopy(context.tokens(), 0, tokens, 0, size);
        System.arraycopy(context.logits(), 0, logits, 0, size);
        for (int raised : bias.raised()) {
            if (!has(raised) && bytes.of(raised).length > 0) {
                tokens[size] = raised;
                logits[size++] = FAR;
            }
        }
        long at = Draws.mix(prompt + place);
        for (int i = 0; i < size; i++) {
            int token = tokens[i];
            logits[i] += sway(at, token) + (bias.isEmpty() ? 0 : bias.of(token)) - penalty(token);
            if (plain && !isPlain(bytes.of(token))) {
                logits[i] = OUT;
            }
        }
    }

    private boolean has(int token) {
        for (int i = 0; i < size; i++) {
            if (tokens[i] == token) {
                return true;
            }
        }
        return false;
    }

    private static double sway(long at, int token) {
        return ((Draws.mix(at ^ token) >>> 11) * 0x1p-53 - 0.5) * 2 * SWAY;
    }

    private double penalty(int token) {
        int times = uses == null ? 0 : uses.of(token);
        return times == 0 ? 0 : sampling.presencePenalty() + times * sampling.frequencyPenalty();
    }

    private double most() {
        double most = OUT;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, logits[i]);
        }
        return most;
    }

    /** Fills the weights at a temperature, the largest being 1, and gives their sum. */
    private double weigh(double most, double temperature) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = Exp.of((logits[i] - most) / temperature);
            sum += weights[i];
        }
        return sum;
    }

    /** The place of the token that is drawn; the weights at temperature 1 are there already if that is asked for. */
    private int pick(double most, double sumAtOne) {
        if (sampling.temperature() == 0) {
            return likeliest();
        }
        double sum = sampling.temperature() == 1 ? sumAtOne : weigh(most, sampling.temperature());
        double end = sampling.topP() < 1 ? nucleus(sum) : sum;
        double left = draws.next() * end;
        int last = 0;
        for (int i = 0; i < size; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private int likeliest() {
        int likeliest = 0;
        for (int i = 1; i < size; i++) {
            if (logits[i] > logits[likeliest] || logits[i] == logits[likeliest] && tokens[i] < tokens[likeliest]) {
                likeliest = i;
            }
        }
        return likeliest;
    }

    /** Leaves only the likeliest tokens that have the share together, and gives the sum of their weights. */
    private double nucleus(double sum) {
        double[] sorted = Arrays.copyOf(weights, size);
        Arrays.sort(sorted);
        double kept = 0;
        double least = 0;
        for (int i = size - 1; i >= 0 && (kept == 0 || kept < sampling.topP() * sum); i--) {
            least = sorted[i];
            kept += least;
        }
        double end = 0;
        for (int i = 0; i < size; i++) {
            if (weights[i] < least) {
                weights[i] = 0;
            }
            end += weights[i];
        }
        return end;
    }

    /** Tells the likeliest tokens, the likeliest first and among equals the smaller id. */
    private void tell(double drawn, double log) {
        odds.drawn(drawn);
        boolean[] told = new boolean[size];
        for (int i = 0; i < odds.size(); i++) {
            int best = -1;
            for (int j = 0; j < size; j++) {
                if (!told[j]
                        && (best < 0
                                || logits[j] > logits[best]
                                || logits[j] == logits[best] && tokens[j] < tokens[best])) {
                    best = j;
                }
            }
            told[best] = true;
            odds.set(i, tokens[best], Math.max(Odds.IMPOSSIBLE, logits[best] - log));
        }
    }

    private void reserve(int most) {
        if (most > tokens.length) {
            tokens = new int[most];
            logits = new double[most];
            weights = new double[most];
        }
    }

    /** Whether bytes may stand in a JSON string as they are. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7f) {
                return false; // no piece of a longer character either
            }
        }
        return bytes.length > 0;
    }
}

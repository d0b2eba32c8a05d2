package com.plugsky.stream;

/** The writing of entries of {@code logprobs.content}: a token, its logarithm of probability, its bytes, and others beside it. */
public final class LogprobWriter {

    /** Digits behind the point that are kept; a caller computes with no more. */
    private static final double SCALE = 1e8;

    private final JsonBytes out;

    public LogprobWriter(JsonBytes out) {
        this.out = out;
    }

    /** Begins an entry with the token that was drawn. */
    public void begin(byte[] token, double logprob) {
        token(token, logprob);
        out.raw(",\"top_logprobs\":[");
    }

    /** Adds a token that might have been drawn, the {@code i}-th of them. */
    public void alternative(int i, byte[] token, double logprob) {
        out.raw(i == 0 ? "" : ",");
        token(token, logprob);
        out.raw("}");
    }

    /** Ends the entry. */
    public void end() {
        out.raw("]}");
    }

    private void token(byte[] token, double logprob) {
        out.raw("{\"token\":\"").utf8(token, 0, token.length).raw("\",\"logprob\":");
        out.raw(Double.toString(Math.rint(logprob * SCALE) / SCALE + 0.0));
        out.raw(",\"bytes\":[");
        for (int i = 0; i < token.length; i++) {
            out.raw(i == 0 ? "" : ",").number(token[i] & 0xff);
        }
        out.raw("]");
    }
}

package com.plugsky.fleet;

import java.time.Duration;

/**
 * How much time the embedded engine takes, as a server with real weights would.
 *
 * @param firstToken before the first token. Defaults to none
 * @param promptToken more of that for each token of the prompt. Defaults to none
 * @param interToken between two tokens. Defaults to none
 * @param jitter 0 to 1: by which share each of them varies, up or down, as the seed decides. Defaults to 0
 */
public record Latency(Duration firstToken, Duration promptToken, Duration interToken, double jitter) {

    /** No time at all. */
    public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    public boolean isNone() {
        return firstToken.isZero() && promptToken.isZero() && interToken.isZero();
    }
}

package com.plugsky.engine.upstream.net;

/**
 * What an upstream answered to a simple question.
 *
 * @param status any from 200 on
 * @param body at most {@link UpstreamProbe#MAX_BODY_BYTES}
 */
public record Probe(int status, byte[] body) {}

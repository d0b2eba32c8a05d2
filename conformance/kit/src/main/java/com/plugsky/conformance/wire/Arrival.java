package com.plugsky.conformance.wire;

/** One socket read that brought body bytes: how many bytes of the decoded body were there after it, and when. */
public record Arrival(int end, long nanos) {}

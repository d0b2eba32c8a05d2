package com.plugsky.conformance.wire;

/** Body bytes that came at one time: how many bytes of the decoded body were there after them, and when. */
public record Arrival(int end, long nanos) {}

package com.plugsky.conformance.wire;

/** A request and the answer to it: the evidence of a verdict. */
public record Exchange(Request request, Answer answer) {}

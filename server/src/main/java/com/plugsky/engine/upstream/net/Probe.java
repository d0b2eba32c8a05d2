package com.plugsky.engine.upstream.net;

public record Probe(int status, byte[] body) {}

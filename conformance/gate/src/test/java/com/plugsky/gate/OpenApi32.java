package com.plugsky.gate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract as OpenAPI 3.2: the same text, but for the version and {@code itemSchema}, which 3.2 has for what each event of a
 * stream is. Tools that read 3.2 see a stream of events; OpenAPI Generator reads 3.1 only, which is therefore the source.
 */
final class OpenApi32 {
    private static final Pattern VERSION = Pattern.compile("(?m)^openapi: 3\\.1\\.\\d+$");
    private static final Pattern EVENTS = Pattern.compile("(?m)^( +)text/event-stream:\\n(\\1 +)schema:");

    private OpenApi32() {}

    static String of(String contract) {
        return replace(EVENTS, replace(VERSION, contract, "openapi: 3.2.0"), "$1text/event-stream:\n$2itemSchema:");
    }

    private static String replace(Pattern pattern, String text, String instead) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the contract has no " + pattern);
        }
        return matcher.replaceAll(instead);
    }
}

package com.plugsky.engine.upstream;

import com.plugsky.engine.upstream.http.ResponseHead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Those of an upstream's headers that reach the caller: what it says about limits and about itself, and nothing that we say. */
final class AllowedHeaders {

    private static final int MOST = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 256;

    /** All together: the head of an answer has its bound, too, and an answer whose head is too long is lost. */
    private static final int MOST_CHARACTERS = 1536;

    /** What a line of a head has besides its name and value. */
    private static final int AROUND = ": \r\n".length();

    private AllowedHeaders() {}

    /** Names in lower case; of a header that came twice the first. What finds no room is left out. */
    static Map<String, String> of(ResponseHead head) {
        var allowed = new LinkedHashMap<String, String>();
        var left = new AtomicInteger(MOST_CHARACTERS);
        head.forEach((name, value) -> {
            int length = name.length() + value.length() + AROUND;
            if (allowed.size() < MOST
                    && length <= left.get()
                    && allows(name)
                    && writable(value)
                    && allowed.putIfAbsent(name, value) == null) {
                left.addAndGet(-length);
            }
        });
        return allowed;
    }

    private static boolean allows(String name) {
        return switch (name) {
            case "retry-after", "retry-after-ms" -> true;
            case "openai-processing-ms", "openai-version" -> false;
            default ->
                (name.startsWith("openai-") || name.startsWith("x-ratelimit-"))
                        && name.length() <= LONGEST_NAME
                        && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        };
    }

    private static boolean writable(String value) {
        return value.length() <= LONGEST_VALUE && value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}

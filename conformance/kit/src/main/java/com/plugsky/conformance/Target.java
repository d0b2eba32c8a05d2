package com.plugsky.conformance;

import com.plugsky.conformance.wire.Endpoint;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server under test and the fixtures it offers.
 *
 * @param baseUrl for example {@code http://127.0.0.1:8080/v1}
 * @param patience how long one answer may take
 */
public record Target(URI baseUrl, Profile profile, Keys keys, Models models, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Keys by what they may do; null where the server has none of that kind.
     *
     * @param infer may ask for completions; null for a server without keys
     * @param capped may ask for completions of the cheapest tier only
     */
    public record Keys(
            @Nullable String infer,
            @Nullable String read,
            @Nullable String admin,
            @Nullable String capped) {
        public static Keys of(@Nullable String infer) {
            return new Keys(infer, null, null, null);
        }
    }

    /**
     * Models by what they can do; null where the server has none of that kind.
     *
     * @param chat text, tools and JSON
     * @param textOnly refuses images
     * @param fusion chooses among the others
     */
    public record Models(
            String chat,
            @Nullable String textOnly,
            @Nullable String vision,
            @Nullable String fusion) {
        public static Models of(String chat) {
            return new Models(chat, null, null, null);
        }
    }

    public static Target of(URI baseUrl, Profile profile, Keys keys, Models models) {
        return new Target(baseUrl, profile, keys, models, PATIENCE);
    }

    public Endpoint endpoint() {
        return Endpoint.of(baseUrl);
    }

    /** The fixture, or the rule does not apply. */
    public static String need(@Nullable String fixture, String name) {
        if (fixture == null) {
            throw Unmet.notApplicable("fixture missing: " + name);
        }
        return fixture;
    }
}

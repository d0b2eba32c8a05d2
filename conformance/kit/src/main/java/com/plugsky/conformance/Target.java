package com.plugsky.conformance;

import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Header;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server under test and the fixtures it offers.
 *
 */
public record Target(Address address, Profile profile, Keys keys, Models models, Times times) {
    private static final Pattern SCRIPTED = Pattern.compile("scripted|echo|fault-.*|(paced|slow|flaky|tiring)-[0-9]+");
    private static final Times USUAL = new Times(Duration.ofSeconds(30), null);

    /**
     * Where it is.
     *
     * @param url for example {@code http://127.0.0.1:8080/v1}
     * @param headers what every request has, beside its key
     */
    public record Address(URI url, List<Header> headers) {
        public Address {
            headers = List.copyOf(headers);
        }
    }

    /**
     * Keys by what they may do; null where the server has none of that kind.
     *
     * @param infer may ask for completions; null for a server without keys
     * @param capped may ask for completions of the cheapest tier only
     * @param routed a pair with routing strategies of their own
     */
    public record Keys(
            @Nullable String infer,
            @Nullable String read,
            @Nullable String admin,
            @Nullable String capped,
            @Nullable Routed routed) {
        public static Keys of(@Nullable String infer) {
            return new Keys(infer, null, null, null, null);
        }
    }

    /**
     * Two keys of a workspace whose strategy is {@code cost_saver}.
     *
     * @param own its own strategy is {@code max_quality}
     * @param plain it has none of its own
     */
    public record Routed(String own, String plain) {}

    /**
     * How long things take.
     *
     * @param patience how long one answer may take
     * @param keepAlive after how much silence a stream gets a comment; null where it is not known
     */
    public record Times(Duration patience, @Nullable Duration keepAlive) {}

    /**
     * Models by what they can do; null where the server has none of that kind.
     *
     * @param chat text, tools and JSON
     * @param textOnly refuses images
     * @param fusion chooses among the others
     * @param upstream what answers for models {@code fault-*} and {@code scripted}, by these names
     */
    public record Models(
            String chat,
            @Nullable String textOnly,
            @Nullable String vision,
            @Nullable String fusion,
            @Nullable Upstream upstream) {
        public Models(String chat, @Nullable String textOnly, @Nullable String vision, @Nullable String fusion) {
            this(chat, textOnly, vision, fusion, null);
        }

        public static Models of(String chat) {
            return new Models(chat, null, null, null);
        }

        /** Whether the scripted upstream answers for a model, so that what it says is no matter of the server. */
        public boolean scripted(String id) {
            return upstream != null && SCRIPTED.matcher(id).matches();
        }
    }

    /**
     * The scripted upstream behind a gateway.
     *
     * @param here null where it runs in another process, so that what it saw is not known
     */
    public record Upstream(@Nullable ScriptedUpstream here) {
        public static Upstream elsewhere() {
            return new Upstream(null);
        }
    }

    public static Target of(URI baseUrl, Profile profile, Keys keys, Models models) {
        return new Target(new Address(baseUrl, List.of()), profile, keys, models, USUAL);
    }

    /** This target, reached by another URL. */
    public Target at(URI other) {
        return new Target(new Address(other, address.headers), profile, keys, models, times);
    }

    /** This target, with these headers in every request. */
    public Target with(List<Header> headers) {
        return new Target(new Address(address.url, headers), profile, keys, models, times);
    }

    /** This target, asked with other keys. */
    public Target with(Keys others) {
        return new Target(address, profile, others, models, times);
    }

    /** This target, before another upstream. */
    public Target before(@Nullable Upstream upstream) {
        var others = new Models(models.chat, models.textOnly, models.vision, models.fusion, upstream);
        return new Target(address, profile, keys, others, times);
    }

    public URI baseUrl() {
        return address.url;
    }

    /** This target, given so long for each answer. */
    public Target within(Duration patience) {
        return new Target(address, profile, keys, models, new Times(patience, times.keepAlive));
    }

    /** This target, known to break the silence of a stream after so long. */
    public Target keepingAlive(Duration silence) {
        return new Target(address, profile, keys, models, new Times(times.patience, silence));
    }

    public Duration patience() {
        return times.patience;
    }

    public Endpoint endpoint() {
        return Endpoint.of(address.url, address.headers);
    }

    /** The fixture, or the rule does not apply. */
    public static String need(@Nullable String fixture, String name) {
        if (fixture == null) {
            throw Unmet.notApplicable("fixture missing: " + name);
        }
        return fixture;
    }
}

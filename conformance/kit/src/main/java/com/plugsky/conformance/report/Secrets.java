package com.plugsky.conformance.report;

import com.plugsky.conformance.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes keys out of whatever is written: the plain key, and as it stands in a URL or in Base64; one of three characters at most only behind {@code Bearer}. */
public final class Secrets {
    /** What stands in a key's place. */
    static final String PLACE = "$API_KEY";

    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:^|[-_])(?:api-?key|key)(?:$|[-_])|auth|token|secret|cookie|passw|credential|session");

    /** What keys stand between in a header, for example behind a scheme or in cookies. */
    private static final Pattern BETWEEN = Pattern.compile("[ ;,=]+");

    private static final String CUT = "...";
    private static final int LEAST_CUT = 8;

    /** A shorter key, for example {@code x} of a server that takes any, stands in too many words. */
    private static final int SHORT = 4;

    private static final String SCHEME = "Bearer ";

    /** What is taken out, and what stands in its place; the longest first, which may have another in it. */
    private final Map<String, String> texts =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Secrets() {}

    /** Those of a target. */
    public static Secrets of(Target target) {
        Secrets secrets = new Secrets();
        Target.Keys keys = target.keys();
        secrets.add(keys.infer());
        secrets.add(keys.read());
        secrets.add(keys.admin());
        secrets.add(keys.capped());
        if (keys.routed() != null) {
            secrets.add(keys.routed().own());
            secrets.add(keys.routed().plain());
        }
        secrets.add(target.baseUrl().getRawUserInfo());
        target.address().headers().stream()
                .filter(header -> SECRET.matcher(header.name()).find())
                .forEach(header -> secrets.addHeader(header.value()));
        return secrets;
    }

    private void addHeader(String value) {
        add(value);
        BETWEEN.splitAsStream(value).filter(part -> part.length() >= LEAST_CUT).forEach(this::add);
    }

    private void add(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return;
        }
        texts.put(SCHEME + key, SCHEME + PLACE);
        if (key.length() < SHORT) {
            return;
        }
        texts.put(key, PLACE);
        texts.put(URLEncoder.encode(key, StandardCharsets.UTF_8), PLACE);
        texts.put(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)), PLACE);
    }

    /** The text without them. */
    public String outOf(String text) {
        String clean = text;
        for (var secret : texts.entrySet()) {
            clean = clean.replace(secret.getKey(), secret.getValue());
        }
        return withoutBeginnings(clean);
    }

    /** The same without the beginnings of keys that stand where a text was cut. */
    private String withoutBeginnings(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int at = clean.indexOf(CUT); at >= 0; at = clean.indexOf(CUT, at + 1)) {
            for (String secret : texts.keySet()) {
                int most = Math.min(at, secret.length() - 1);
                for (int count = most; count >= LEAST_CUT; count--) {
                    if (secret.startsWith(clean.substring(at - count, at))) {
                        clean.replace(at - count, at, PLACE);
                        at += PLACE.length() - count;
                        break;
                    }
                }
            }
        }
        return clean.toString();
    }

    /** A URL without a name and password. */
    public static String plain(URI url) {
        String info = url.getRawUserInfo();
        return info == null ? url.toString() : url.toString().replace(info + "@", "");
    }
}

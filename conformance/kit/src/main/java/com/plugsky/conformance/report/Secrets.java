package com.plugsky.conformance.report;

import com.plugsky.conformance.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes keys out of whatever is written: the plain key, and as it stands in a URL or in Base64. */
public final class Secrets {
    /** What stands in a key's place. */
    static final String PLACE = "$API_KEY";

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:^|[-_])(?:api-?key|key|auth|authorization|token|secret|cookie)(?:$|[-_])");

    private final Set<String> texts = new LinkedHashSet<>();

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
                .forEach(header -> secrets.add(header.value()));
        return secrets;
    }

    private void add(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return;
        }
        texts.add(key);
        texts.add(URLEncoder.encode(key, StandardCharsets.UTF_8));
        texts.add(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text without them. */
    public String outOf(String text) {
        String clean = text;
        for (String secret : texts) {
            clean = clean.replace(secret, PLACE);
        }
        return clean;
    }

    /** A URL without a name and password. */
    public static String plain(URI url) {
        String info = url.getRawUserInfo();
        return info == null ? url.toString() : url.toString().replace(info + "@", "");
    }
}

package com.plugsky.engine.upstream;

import com.plugsky.engine.upstream.relay.fault.Redaction.Cut;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What we know of a target and its callers must not: where it stands, its keys, and the name that it gives to the model. Keys
 * and header values of fewer than 8 characters are not looked for: they are no secret, and would be found in any sentence.
 */
final class PrivateTexts {

    private static final int LEAST_SECRET = 8;
    private static final int LEAST_NAME = 3;

    /** Names of models that are words of sentences, too. */
    private static final Set<String> WORDS = Set.of("model", "default", "chat");

    private PrivateTexts() {}

    /** Keys first, then hosts, then the model, for which the caller reads {@code id}. */
    static List<Cut> of(Target.Upstream target, String id) {
        var cuts = new ArrayList<Cut>();
        Access access = target.access();
        if (access.key() != null) {
            secret(access.key().text(), cuts);
        }
        for (String value : access.headers().values()) {
            for (String word : value.split("\\s+")) {
                secret(word, cuts);
            }
        }
        host(target.url(), cuts);
        if (access.proxy() != null) {
            host(access.proxy(), cuts);
        }
        String model = target.model();
        if (model.length() >= LEAST_NAME && !WORDS.contains(model)) {
            cuts.add(new Cut(Pattern.compile("(?<![\\w/-])" + Pattern.quote(model) + "(?![\\w/-]|[.:]\\w)"), id));
        }
        return cuts;
    }

    private static void secret(String text, List<Cut> cuts) {
        if (text.length() >= LEAST_SECRET) {
            cuts.add(new Cut(Pattern.compile(Pattern.quote(text)), "(key)"));
        }
    }

    /** A host's name, also as a part of a longer one. */
    private static void host(URI url, List<Cut> cuts) {
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String longer = "(?<![\\w.-])\\[?(?:[\\w-]{1,63}\\.){0,8}" + Pattern.quote(bare)
                + "(?:\\.[\\w-]{1,63}){0,8}\\]?(?::\\d{1,5})?(?![\\w-])";
        cuts.add(new Cut(Pattern.compile(longer, Pattern.CASE_INSENSITIVE), "(address)"));
    }
}

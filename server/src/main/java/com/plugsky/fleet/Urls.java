package com.plugsky.fleet;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses in a fleet file and on the command line. */
public final class Urls {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String BASE =
            "http or https, a host, perhaps a port and a path, such as http://127.0.0.1:8000/v1";
    private static final String PROXY = "http, a host and a port, such as http://proxy.example.com:3128";
    private static final Pattern ANY = Pattern.compile("[\\x21-\\x7E]{1,2048}");
    private static final URI NONE = URI.create("http://127.0.0.1/v1");

    private Urls() {}

    /**
     * The base of a server's paths, without a slash at its end.
     *
     * @throws IllegalArgumentException it is none; the message says what is expected, and shows no user or password
     */
    public static URI base(String text) {
        URI url = parse(text);
        if (url == null || !SCHEMES.contains(url.getScheme())) {
            throw new IllegalArgumentException(shown(text) + " (expected: " + BASE + ")");
        }
        String whole = url.toString();
        int end = whole.length();
        while (whole.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(whole.substring(0, end));
    }

    static URI base(Fields fields, String key, Faults faults) {
        String text = fields.text(key, ANY, BASE);
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            return base(text);
        } catch (IllegalArgumentException e) {
            faults.say(fields.get(key), fields.at(key) + ": " + e.getMessage());
            return NONE;
        }
    }

    static @Nullable URI proxy(Fields fields, String key, Faults faults) {
        String text = fields.text(key, ANY, PROXY);
        URI url = text.isEmpty() ? null : parse(text);
        boolean usable = url != null
                && "http".equals(url.getScheme())
                && url.getPort() > 0
                && (url.getPath().isEmpty() || url.getPath().equals("/"));
        if (!usable && !text.isEmpty()) {
            faults.say(fields.get(key), fields.at(key) + ": " + shown(text) + " (expected: " + PROXY + ")");
        }
        return usable ? url : null;
    }

    private static @Nullable URI parse(String text) {
        try {
            var url = new URI(text);
            boolean plain = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535
                    && url.getPort() != 0;
            return plain ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** What stands before an at sign may be a password. */
    private static String shown(String text) {
        return text.contains("@") ? "an address with a user" : text;
    }
}

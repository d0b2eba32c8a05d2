package com.plugsky.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names and addresses mean this machine and no other. */
final class Loopback {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-f:.]+]|[^:/@]+)(?::\\d{1,5})?");
    private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    /** Whether a Host header, with or without a port, names this machine. */
    static boolean authority(String value) {
        var parts = AUTHORITY.matcher(value.toLowerCase(Locale.ROOT));
        return parts.matches() && host(parts.group(1));
    }

    /** Whether a page of this origin was served by this machine. */
    static boolean origin(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (String scheme : new String[] {"http://", "https://"}) {
            if (lower.startsWith(scheme)) {
                return authority(lower.substring(scheme.length()));
            }
        }
        return false;
    }

    /** Whether a bare host names this machine. */
    static boolean host(String value) {
        String host = value.toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || V4.matcher(host).matches();
    }
}

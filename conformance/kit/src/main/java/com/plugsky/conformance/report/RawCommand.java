package com.plugsky.conformance.report;

import com.plugsky.conformance.wire.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A shell command that sends bytes which no HTTP client would send, and shows what comes within five seconds. */
final class RawCommand {
    private RawCommand() {}

    static String of(byte[] sent, Endpoint endpoint, Secrets secrets) {
        String clean = secrets.outOf(new String(sent, StandardCharsets.ISO_8859_1));
        String bytes = Arrays.stream(clean.split(Pattern.quote(Secrets.PLACE), -1))
                .map(RawCommand::escaped)
                .collect(Collectors.joining(Secrets.PLACE));
        String print = "printf '%b' \"" + bytes + '"';
        String port = String.valueOf(endpoint.port());
        return endpoint.tls()
                ? "(" + print + "; sleep 5) | openssl s_client -quiet -no_ign_eof -connect " + endpoint.host() + ":"
                        + port
                : print + " | nc -w 5 " + endpoint.host().replaceAll("[\\[\\]]", "") + " " + port;
    }

    /** For {@code printf '%b'} between double quotes of a shell. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                case '"', '$', '`' -> escaped.append('\\').append(c);
                default -> {
                    if (c < ' ' || c > '~' || c == '\\' || c == '!') {
                        escaped.append(String.format(Locale.ROOT, "\\0%03o", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}

package com.plugsky.engine.upstream.edit;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of an image, as far as its text tells where it leads. Names are not resolved.
 *
 * <p>What readers of addresses understand differently is refused: user names, backslashes, white space, and in a host
 * everything but letters, digits and {@code - _ .}, since some leave out what cannot be seen. A name in a script that combines
 * signs, as Hindi does, is written in the form that begins with {@code xn--}.
 */
final class ImageAddress {

    private static final String PLACE = "a place within a network (expected: a public https address, or a data URI)";
    private static final String SCHEME = "another scheme (expected: https, http or data)";
    private static final String FORM = "no plain address (expected: https://host/path, or a data URI)";

    /** The first of two letters that cannot be seen either. */
    private static final int HANGUL_FILLER = 0x115F;

    private ImageAddress() {}

    /** What is wrong with it; null if it may pass. */
    static @Nullable String fault(String url) {
        int colon = url.indexOf(':');
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "data" -> null;
            case "http", "https" -> hostFault(url, colon + 1);
            default -> SCHEME;
        };
    }

    private static @Nullable String hostFault(String url, int afterScheme) {
        int from = afterScheme;
        while (from < url.length() && url.charAt(from) == '/') {
            from++;
        }
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            char c = url.charAt(to++);
            if (c <= ' ' || c == '\\' || c == '@' || c == 0x7f) {
                return FORM;
            }
        }
        String host = host(url.substring(from, to));
        return host == null ? FORM : isWithin(host) ? PLACE : null;
    }

    /** The host without its port, escapes, wide characters and last dot; null if there is none. */
    private static @Nullable String host(String authority) {
        String decoded;
        try {
            decoded = URLDecoder.decode(authority.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String plain = Normalizer.normalize(decoded, Normalizer.Form.NFKC)
                .replace('\u3002', '.')
                .toLowerCase(Locale.ROOT);
        int bracket = plain.indexOf(']');
        int colon = plain.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? plain : plain.substring(0, colon);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        boolean plainLabels = !host.isEmpty() && !host.startsWith(".") && !host.endsWith(".") && !host.contains("..");
        return plainLabels && host.codePoints().allMatch(ImageAddress::isPlain) ? host : null;
    }

    private static boolean isPlain(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.:[]".indexOf(c) >= 0;
        }
        return Character.isLetter(c) && c != HANGUL_FILLER && c != HANGUL_FILLER + 1;
    }

    private static boolean isWithin(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            if (host.startsWith("[")) {
                return !host.endsWith("]") || isWithin(Inet6Address.ofLiteral(host.substring(1, host.length() - 1)));
            }
            return isNumeric(host) && isWithin(Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException e) {
            return true; // a number that is no address here may be one elsewhere
        }
    }

    /** Whether the last label is a number, which makes the whole one an address of four bytes. */
    private static boolean isNumeric(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        boolean digits = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits || (last.startsWith("0x") && last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0));
    }

    private static boolean isWithin(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return isWithinV4(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF);
        }
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        boolean zeros = allZero(bytes, 12);
        boolean translated = first == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
        if (zeros || translated) {
            return true; // unspecified, loopback, and the old and new ways of writing four bytes
        }
        boolean teredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = first == 0x2002;
        return (first & 0xFE00) == 0xFC00 || (first & 0xFF80) == 0xFE80 || first >= 0xFF00 || teredo || sixToFour;
    }

    private static boolean allZero(byte[] bytes, int count) {
        return Arrays.equals(bytes, 0, count, new byte[count], 0, count);
    }

    private static boolean isWithinV4(int a, int b, int c) {
        return switch (a) {
            case 0, 10, 127 -> true;
            case 100 -> (b & 0xC0) == 64;
            case 169 -> b == 254;
            case 172 -> (b & 0xF0) == 16;
            case 192 -> b == 168 || (b == 0 && c == 0);
            case 198 -> (b & 0xFE) == 18;
            default -> a >= 224;
        };
    }
}

package com.plugsky.engine.embedded.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The data of an image within its address: {@code data:image/png;base64,...}.
 *
 * @param type the declared media type, in lower case; empty if there is none
 * @param first the first bytes, at most {@link #KEPT}
 * @param size the number of all bytes
 */
public record DataUri(String type, byte[] first, int size) {

    /** How many bytes are kept: enough for most pictures, and to find the size of any behind a camera's notes. */
    static final int KEPT = 8 << 20;

    /** The characters that are decoded at once, a multiple of four. */
    private static final int SLICE = 1 << 16;

    private static final String SCHEME = "data:";

    public static boolean isOne(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Reads all of the data and keeps its beginning; null if it is not in base64. */
    public static @Nullable DataUri read(String url) {
        int comma = url.indexOf(',');
        if (comma < 0 || comma > 1024 || (url.length() - comma - 1) % 4 != 0) {
            return null;
        }
        String declared = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
        if (!declared.endsWith(";base64")) {
            return null;
        }
        int parameters = declared.indexOf(';');
        byte[] first = new byte[Math.min(KEPT, (url.length() - comma) / 4 * 3 + 3)];
        int size = 0;
        int kept = 0;
        for (int from = comma + 1; from < url.length(); from += SLICE) {
            byte[] slice = decode(url, from, Math.min(url.length(), from + SLICE));
            if (slice == null) {
                return null;
            }
            int keep = Math.min(slice.length, first.length - kept);
            System.arraycopy(slice, 0, first, kept, keep);
            kept += keep;
            size += slice.length;
        }
        return new DataUri(declared.substring(0, parameters), Arrays.copyOf(first, kept), size);
    }

    /** Whether all bytes were kept. */
    public boolean isWhole() {
        return first.length == size;
    }

    private static byte @Nullable [] decode(String url, int from, int to) {
        try {
            boolean last = to == url.length();
            byte[] bytes = Base64.getDecoder().decode(url.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
            // Padding may only stand at the very end.
            return last || bytes.length == (to - from) / 4 * 3 ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

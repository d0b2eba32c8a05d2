package com.plugsky.engine.embedded.image;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of an image say: its kind and its size. The picture itself is not decoded, so that a small file
 * with a huge picture costs nothing.
 */
public record ImageHeader(Kind kind, int width, int height) {

    /** The kinds that are known by their first bytes. */
    public enum Kind {
        PNG("PNG", "image/png"),
        JPEG("JPEG", "image/jpeg"),
        GIF("GIF", "image/gif"),
        WEBP("WebP", "image/webp");

        private final String word;
        private final String type;

        Kind(String word, String type) {
            this.word = word;
            this.type = type;
        }

        /** What people call it. */
        public String word() {
            return word;
        }

        /** The media type. */
        public String type() {
            return type;
        }
    }

    /** Reads a header; null if the bytes are of no known kind, or end before the size. */
    public static @Nullable ImageHeader read(byte[] bytes, int length) {
        if (starts(bytes, length, 0, "\u0089PNG\r\n\u001a\n") && starts(bytes, length, 12, "IHDR") && length >= 24) {
            return of(Kind.PNG, big(bytes, 16, 4), big(bytes, 20, 4));
        }
        if ((starts(bytes, length, 0, "GIF87a") || starts(bytes, length, 0, "GIF89a")) && length >= 10) {
            return of(Kind.GIF, little(bytes, 6, 2), little(bytes, 8, 2));
        }
        if (starts(bytes, length, 0, "\u00ff\u00d8\u00ff")) {
            return jpeg(bytes, length);
        }
        if (starts(bytes, length, 0, "RIFF") && starts(bytes, length, 8, "WEBP") && length >= 30) {
            return webp(bytes, length);
        }
        return null;
    }

    /** Goes from segment to segment to the one that has the size. */
    private static @Nullable ImageHeader jpeg(byte[] bytes, int length) {
        int at = 2;
        while (at + 9 <= length) {
            if ((bytes[at] & 0xff) != 0xff) {
                return null;
            }
            int marker = bytes[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return of(Kind.JPEG, big(bytes, at + 7, 2), big(bytes, at + 5, 2));
            }
            boolean alone = marker == 0x01 || marker >= 0xd0 && marker <= 0xd8;
            int size = alone ? 0 : big(bytes, at + 2, 2);
            if (marker == 0xd9 || marker == 0xda || !alone && size < 2) {
                return null;
            }
            at += 2 + size;
        }
        return null;
    }

    private static @Nullable ImageHeader webp(byte[] bytes, int length) {
        if (starts(bytes, length, 12, "VP8X")) {
            return of(Kind.WEBP, little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
        }
        if (starts(bytes, length, 12, "VP8L")) {
            int bits = little(bytes, 21, 4);
            return of(Kind.WEBP, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
        if (starts(bytes, length, 12, "VP8 ") && starts(bytes, length, 23, "\u009d\u0001\u002a")) {
            return of(Kind.WEBP, little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff);
        }
        return null;
    }

    private static @Nullable ImageHeader of(Kind kind, int width, int height) {
        return width > 0 && height > 0 ? new ImageHeader(kind, width, height) : null;
    }

    public long pixels() {
        return (long) width * height;
    }

    private static boolean starts(byte[] bytes, int length, int at, String latin) {
        byte[] expected = latin.getBytes(StandardCharsets.ISO_8859_1);
        if (at + expected.length > length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}

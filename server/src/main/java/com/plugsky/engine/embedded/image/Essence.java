package com.plugsky.engine.embedded.image;

import com.plugsky.engine.embedded.image.ImageHeader.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a file that its first picture needs. Notes, profiles, thumbnails and further pictures are left out: they
 * say nothing of its colour, and reading them is what hostile files are made for.
 *
 * @param file a file of the same picture
 * @param held whether all of the picture must be held at once before any of it is there
 */
record Essence(byte[] file, boolean held) {

    /** The most pieces that one JPEG may send its picture in; each is a way through all of it. */
    private static final int MAX_SCANS = 24;

    /** What a picture needs; null if there is none to be seen. */
    static @Nullable Essence of(Kind kind, byte[] file) {
        return switch (kind) {
            case PNG -> png(new Bytes(file));
            case JPEG -> jpeg(new Bytes(file));
            case GIF -> gif(new Bytes(file));
            case WEBP -> null;
        };
    }

    private static Essence png(Bytes bytes) {
        bytes.keep(8);
        while (bytes.has(12)) {
            int length = bytes.big(0, 4);
            if (length < 0 || !bytes.has(12) || !bytes.has(length)) {
                break;
            }
            boolean needed = bytes.starts(4, "IHDR")
                    || bytes.starts(4, "PLTE")
                    || bytes.starts(4, "tRNS")
                    || bytes.starts(4, "IDAT")
                    || bytes.starts(4, "IEND");
            if (needed) {
                bytes.keep(8);
                bytes.keep(length);
                bytes.keep(4);
            } else {
                bytes.skip(8);
                bytes.skip(length);
                bytes.skip(4);
            }
        }
        return new Essence(bytes.kept(), false);
    }

    private static @Nullable Essence jpeg(Bytes bytes) {
        int scans = 0;
        boolean progressive = false;
        bytes.keep(2);
        while (bytes.has(4)) {
            int marker = bytes.peek(1);
            if (bytes.peek(0) != 0xff || marker == 0xff) {
                bytes.skip(1);
                continue;
            }
            if (marker == 0xd9) {
                break;
            }
            int length = 2 + bytes.big(2, 2);
            boolean note = marker >= 0xe0 && marker <= 0xef || marker == 0xfe;
            boolean telling = marker == 0xe0 && bytes.starts(4, "JFIF\0") || marker == 0xee && bytes.starts(4, "Adobe");
            if (note && !telling) {
                bytes.skip(length);
                continue;
            }
            progressive |= marker == 0xc2;
            bytes.keep(length);
            if (marker == 0xda) {
                scans++;
                data(bytes);
            }
        }
        bytes.end(0xff, 0xd9);
        return scans == 0 || scans > MAX_SCANS ? null : new Essence(bytes.kept(), progressive || scans > 1);
    }

    /** Keeps what lies between the head of a scan and the next marker that is none of a scan's own. */
    private static void data(Bytes bytes) {
        int length = 0;
        while (bytes.has(length + 2)) {
            int next = bytes.peek(length + 1);
            if (bytes.peek(length) == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                break;
            }
            length++;
        }
        bytes.keep(length);
    }

    private static @Nullable Essence gif(Bytes bytes) {
        if (!bytes.has(13)) {
            return null;
        }
        bytes.keep(13 + colours(bytes.peek(10)));
        while (bytes.has(10)) {
            if (bytes.starts(0, "!")) {
                boolean control = bytes.peek(1) == 0xf9;
                blocks(bytes, 2, control);
            } else if (bytes.starts(0, ",")) {
                bytes.keep(10 + colours(bytes.peek(9)));
                blocks(bytes, 1, true);
                bytes.end(';');
                return new Essence(bytes.kept(), false);
            } else {
                return null;
            }
        }
        return null;
    }

    /** The bytes of a table of colours, by the flags that announce it. */
    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** Goes over blocks up to the empty one. */
    private static void blocks(Bytes bytes, int head, boolean keep) {
        int length = head;
        while (bytes.has(length + 1) && bytes.peek(length) > 0) {
            length += 1 + bytes.peek(length);
        }
        if (keep) {
            bytes.keep(length + 1);
        } else {
            bytes.skip(length + 1);
        }
    }
}

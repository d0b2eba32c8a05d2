package com.plugsky.engine.embedded.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are broken or made to cost: each has a colour or none, and none is a failure. */
class HostilePicturesTest {

    /** A file of many megabytes in which nothing is worth reading. */
    private static final int MANY = 6 << 20;

    record Hostile(String name, byte[] file, boolean seen) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> files() {
        return Stream.of(pngs(), jpegs(), gifs()).flatMap(each -> each);
    }

    private static Stream<Hostile> pngs() {
        byte[] head = Pictures.head(10, 10, 0);
        byte[] dots = Pictures.chunk("IDAT", Pictures.zeros(110));
        byte[] palette = Pictures.chunk("PLTE", new byte[] {0x1a, 0x2b, 0x7f});
        byte[] bomb = Pictures.joined("note\0\0".getBytes(StandardCharsets.ISO_8859_1), Pictures.zeros(1 << 28));
        byte[] profile = Pictures.joined("sRGB\0\0".getBytes(StandardCharsets.ISO_8859_1), Pictures.zeros(1 << 28));
        return Stream.of(
                new Hostile("png: as it should be", Pictures.png(head, dots), true),
                new Hostile("png: a note of 256 MiB", Pictures.png(head, Pictures.chunk("zTXt", bomb), dots), true),
                new Hostile(
                        "png: a palette behind a note of 256 MiB",
                        Pictures.png(Pictures.head(10, 10, 3), Pictures.chunk("zTXt", bomb), palette, dots),
                        true),
                new Hostile(
                        "png: a profile of 256 MiB", Pictures.png(head, Pictures.chunk("iCCP", profile), dots), true),
                new Hostile("png: no palette", Pictures.png(Pictures.head(10, 10, 3), dots), false),
                new Hostile("png: no picture", Pictures.png(head), false),
                new Hostile(
                        "png: a picture of 256 MiB where 110 bytes belong",
                        Pictures.png(head, Pictures.chunk("IDAT", Pictures.zeros(1 << 28))),
                        true),
                new Hostile("png: an unknown kind of pixels", Pictures.png(Pictures.head(10, 10, 5), dots), false),
                new Hostile("png: very wide", Pictures.png(Pictures.head(16_000_000, 1, 0), dots), false),
                new Hostile("png: very high", Pictures.png(Pictures.head(1, 16_000_000, 0), dots), false),
                new Hostile("png: a chunk without end", Arrays.copyOf(Pictures.png(head, dots), 40), false),
                new Hostile("png: a wrong sum", damaged(Pictures.png(head, dots), 30), true),
                new Hostile("png: millions of empty chunks", Pictures.png(head, empty(MANY), dots), true));
    }

    private static Stream<Hostile> jpegs() {
        byte[] jpeg = jpeg(false);
        return Stream.of(
                new Hostile("jpeg: as it should be", jpeg, true),
                new Hostile(
                        "jpeg: notes of many megabytes",
                        Pictures.joined(Arrays.copyOf(jpeg, 2), notes(MANY), Arrays.copyOfRange(jpeg, 2, jpeg.length)),
                        true),
                new Hostile("jpeg: a hundred scans", scans(100), false),
                new Hostile(
                        "jpeg: scans only",
                        Pictures.joined(Arrays.copyOf(jpeg, 2), repeated("ffda000801010000003f00", 100_000)),
                        false),
                new Hostile(
                        "jpeg: fill bytes only", Pictures.joined(Arrays.copyOf(jpeg, 2), repeated("ff", MANY)), false));
    }

    private static Stream<Hostile> gifs() {
        byte[] gif = Pictures.encoded(Pictures.plain(16, 16, 13, 0xff00ffff), "gif", false);
        return Stream.of(
                new Hostile("gif: as it should be", gif, true),
                new Hostile(
                        "gif: remarks of many megabytes",
                        Pictures.joined(
                                Arrays.copyOf(gif, body(gif)),
                                remarks(MANY),
                                Arrays.copyOfRange(gif, body(gif), gif.length)),
                        true),
                new Hostile("gif: a picture far larger than the screen", frame(gif, 0xffff, 0xffff), false),
                new Hostile("gif: no picture", Arrays.copyOf(gif, body(gif)), false),
                new Hostile(
                        "gif: blocks without end",
                        Pictures.joined(Arrays.copyOf(gif, body(gif)), repeated("21fe01", 100_000)),
                        false));
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasAColourOrNone(Hostile hostile) {
        assertThat(Pictures.colour(hostile.file()) != null).isEqualTo(hostile.seen());
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif", "progressive"})
    void survivesEveryCut(String kind) {
        byte[] file = file(kind);
        for (int length = 0; length < file.length; length += 1 + length / 40) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatCode(() -> Pictures.colour(cut)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif", "progressive"})
    void survivesDamageOfAnyKind(String kind) {
        byte[] file = file(kind);
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = file.clone();
            for (int j = 1 + random.nextInt(6); j > 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> Pictures.colour(damaged)).doesNotThrowAnyException();
        }
    }

    private static byte[] file(String kind) {
        var image = new BufferedImage(60, 40, kind.equals("gif") ? 13 : 1);
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            image.setRGB(random.nextInt(60), random.nextInt(40), random.nextInt());
        }
        return kind.equals("progressive")
                ? Pictures.encoded(image, "jpeg", true)
                : Pictures.encoded(image, kind, false);
    }

    private static byte[] jpeg(boolean progressive) {
        return Pictures.encoded(Pictures.plain(16, 16, 1, 0xff1a2b7f), "jpeg", progressive);
    }

    /** The last scan of a JPEG in several scans, again and again. */
    private static byte[] scans(int count) {
        byte[] file = jpeg(true);
        int last = file.length - 2;
        int scan = last;
        while (file[scan] != (byte) 0xff || file[scan + 1] != (byte) 0xda) {
            scan--;
        }
        byte[] again = Arrays.copyOfRange(file, scan, last);
        byte[][] all = new byte[count + 2][];
        Arrays.fill(all, again);
        all[0] = Arrays.copyOf(file, last);
        all[count + 1] = Arrays.copyOfRange(file, last, file.length);
        return Pictures.joined(all);
    }

    private static byte[] damaged(byte[] file, int at) {
        byte[] damaged = file.clone();
        damaged[at] ^= 0x55;
        return damaged;
    }

    private static byte[] empty(int bytes) {
        byte[] one = Pictures.chunk("tEXt", new byte[0]);
        return repeated(HexFormat.of().formatHex(one), bytes / one.length);
    }

    private static byte[] notes(int bytes) {
        return repeated("ffe10010" + "41".repeat(14), bytes / 18);
    }

    private static byte[] remarks(int bytes) {
        return Pictures.joined(repeated("21fe", 1), repeated("ff" + "41".repeat(255), bytes / 256), new byte[1]);
    }

    private static byte[] repeated(String hex, int count) {
        byte[] one = HexFormat.of().parseHex(hex);
        byte[] all = new byte[one.length * count];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i % one.length];
        }
        return all;
    }

    /** Where the blocks of a GIF begin, behind its table of colours. */
    private static int body(byte[] gif) {
        return 13 + (3 << (gif[10] & 7) + 1);
    }

    private static byte[] frame(byte[] gif, int width, int height) {
        byte[] file = gif.clone();
        int at = body(gif);
        while (file[at] != ',') {
            at += 2;
            while (file[at] != 0) {
                at += 1 + (file[at] & 0xff);
            }
            at++;
        }
        file[at + 5] = (byte) width;
        file[at + 6] = (byte) (width >> 8);
        file[at + 7] = (byte) height;
        file[at + 8] = (byte) (height >> 8);
        return file;
    }
}

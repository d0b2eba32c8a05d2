package com.plugsky.engine.embedded.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

    @ParameterizedTest
    @CsvSource({
        // format, passes, type of pixels, width, height, colour, its name
        "png, false, 1, 640, 480, ff1a2b7f, dark blue",
        "png, true, 1, 640, 480, ff1a2b7f, dark blue",
        "png, false, 1, 1, 1, ffe01010, red",
        "png, false, 1, 4000, 3, ff00c000, green",
        "png, false, 1, 3, 4000, ffffffff, white",
        "png, false, 2, 50, 50, ffff8800, orange",
        "png, false, 2, 50, 50, a0ff8800, orange",
        "png, false, 10, 70, 90, ff808080, grey",
        "png, false, 10, 70, 90, ff404040, dark grey",
        "png, false, 12, 20, 20, ffffffff, white",
        "png, false, 13, 20, 20, ff996633, brown",
        "png, false, 8, 30, 30, ff0000ff, blue",
        "gif, false, 13, 33, 44, ff00ffff, cyan",
        "gif, true, 13, 33, 44, ff000000, black",
        "gif, false, 1, 200, 100, ffffff00, yellow"
    })
    void seesThePlainColour(String format, boolean passes, int type, int width, int height, String argb, String name) {
        int colour = Integer.parseUnsignedInt(argb, 16);
        byte[] file = Pictures.encoded(Pictures.plain(width, height, type, colour), format, passes);
        assertThat(Pictures.colour(file)).isEqualTo(new Colour(name, colour & 0xffffff, true));
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, ff1a2b7f, dark blue",
        "1, true, ff1a2b7f, dark blue",
        "1, false, ffc4c4c4, light grey",
        "10, false, ff808080, grey",
        "10, true, ff404040, dark grey",
        "1, true, ffffe000, yellow"
    })
    void seesAboutTheColourOfAJpeg(int type, boolean passes, String argb, String name) {
        int colour = Integer.parseUnsignedInt(argb, 16);
        byte[] file = Pictures.encoded(Pictures.plain(123, 77, type, colour), "jpeg", passes);
        Colour seen = Objects.requireNonNull(Pictures.colour(file));
        assertThat(seen.name()).isEqualTo(name);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Math.abs((seen.rgb() >> shift & 0xff) - (colour >> shift & 0xff)))
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void saysWhetherTheColourIsThatOfHalfThePicture() {
        BufferedImage image = Pictures.plain(100, 100, BufferedImage.TYPE_INT_RGB, 0xff1a2b7f);
        image.createGraphics().drawImage(Pictures.plain(45, 100, 1, 0xffe01010), 0, 0, null);
        assertThat(Objects.requireNonNull(Pictures.colour(Pictures.encoded(image, "png", false)))
                        .description())
                .isEqualTo("mostly dark blue (#1a2b7f)");
        image.createGraphics().drawImage(Pictures.plain(20, 100, 1, 0xffffffff), 45, 0, null);
        assertThat(Objects.requireNonNull(Pictures.colour(Pictures.encoded(image, "png", false)))
                        .description())
                .isEqualTo("with more red (#e01010) than any other colour");
    }

    @Test
    void seesNoColourInWhatIsTransparent() {
        BufferedImage image = Pictures.plain(20, 20, BufferedImage.TYPE_INT_ARGB, 0x20ff0000);
        assertThat(Pictures.colour(Pictures.encoded(image, "png", false))).isNull();
        image.createGraphics().drawImage(Pictures.plain(2, 20, 1, 0xff00ffff), 0, 0, null);
        assertThat(Objects.requireNonNull(Pictures.colour(Pictures.encoded(image, "png", false)))
                        .name())
                .isEqualTo("cyan");
    }

    @ParameterizedTest
    @CsvSource({
        "000000, black",
        "202020, black",
        "505050, dark grey",
        "8a8a8a, grey",
        "bebebe, light grey",
        "f8f8f8, white",
        "ff0000, red",
        "8b0000, dark red",
        "ffc0cb, pink",
        "8b4513, brown",
        "ffa500, orange",
        "f5deb3, beige",
        "ffff00, yellow",
        "808000, olive",
        "006400, dark green",
        "00ff00, green",
        "90ee90, light green",
        "008080, teal",
        "00ffff, cyan",
        "87ceeb, light blue",
        "0000ff, blue",
        "000080, dark blue",
        "800080, purple",
        "b19cd9, lilac",
        "ff00ff, magenta"
    })
    void callsColoursByTheirNames(String rgb, String name) {
        assertThat(Palette.nearest(Integer.parseInt(rgb, 16)).word()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096, true", "4097, 4096, false"})
    void decodesNoMorePixelsThanTheBound(int width, int height, boolean decoded) {
        byte[] file = Pictures.png(
                Pictures.head(width, height, 0), Pictures.chunk("IDAT", Pictures.zeros(height * (width + 1))));
        assertThat(Pictures.colour(file) != null).isEqualTo(decoded);
    }
}

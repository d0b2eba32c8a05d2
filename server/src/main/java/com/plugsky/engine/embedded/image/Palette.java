package com.plugsky.engine.embedded.image;

/** The colours that have a name here. A colour has the name of the nearest of them. */
enum Palette {
    BLACK("black", 0x000000),
    DARK_GREY("dark grey", 0x484848),
    GREY("grey", 0x808080),
    LIGHT_GREY("light grey", 0xc4c4c4),
    WHITE("white", 0xffffff),
    DARK_RED("dark red", 0x850000),
    RED("red", 0xe01010),
    PINK("pink", 0xff9ebc),
    BROWN("brown", 0x7a4a20),
    ORANGE("orange", 0xff8c00),
    BEIGE("beige", 0xeadbb5),
    YELLOW("yellow", 0xffe100),
    OLIVE("olive", 0x808000),
    DARK_GREEN("dark green", 0x005a10),
    GREEN("green", 0x10a830),
    LIGHT_GREEN("light green", 0x90ee90),
    TEAL("teal", 0x008080),
    CYAN("cyan", 0x00e0f0),
    LIGHT_BLUE("light blue", 0x90c8f0),
    BLUE("blue", 0x1840e8),
    DARK_BLUE("dark blue", 0x101c80),
    PURPLE("purple", 0x7828a0),
    LILAC("lilac", 0xc0a0e0),
    MAGENTA("magenta", 0xf010d0);

    private static final Palette[] ALL = values();

    private final String word;
    private final int rgb;

    Palette(String word, int rgb) {
        this.word = word;
        this.rgb = rgb;
    }

    String word() {
        return word;
    }

    static Palette nearest(int rgb) {
        Palette nearest = BLACK;
        long least = Long.MAX_VALUE;
        for (Palette one : ALL) {
            long distance = distance(one.rgb, rgb);
            if (distance < least) {
                least = distance;
                nearest = one;
            }
        }
        return nearest;
    }

    /** How different two colours look: red and blue weigh more or less with the amount of red. */
    private static long distance(int a, int b) {
        int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
        int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
        int blue = (a & 0xff) - (b & 0xff);
        int mean = ((a >> 16 & 0xff) + (b >> 16 & 0xff)) / 2;
        return (512L + mean) * red * red + 1024L * green * green + (767L - mean) * blue * blue;
    }
}

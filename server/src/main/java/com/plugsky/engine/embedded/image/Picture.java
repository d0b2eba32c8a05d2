package com.plugsky.engine.embedded.image;

import com.plugsky.engine.embedded.image.ImageHeader.Kind;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A look at a picture itself: a few of its pixels, evenly spread.
 *
 * <p>Pictures above a bound are not decoded, and what cannot be decoded has no colour; neither is a failure. No file is
 * written, and nothing is set for the whole process.
 */
public final class Picture {

    /** The most pixels that are decoded. */
    public static final long MAX_PIXELS = 16L << 20;

    /** The most pixels of a JPEG that comes in several scans: all of it is held at once. */
    private static final long MAX_HELD_PIXELS = 4L << 20;

    /** The longest side of a picture that is decoded. */
    private static final int MAX_SIDE = 1 << 16;

    /** About so many pixels are looked at on each side. */
    private static final int LOOKS = 96;

    private static final int OPAQUE = 128;

    private Picture() {}

    /** The colour that it has most of; null if it is not decoded, or nothing in it can be seen. */
    public static @Nullable Colour colour(ImageHeader header, DataUri data) {
        if (header.kind() == Kind.WEBP || header.pixels() > MAX_PIXELS || !data.isWhole()) {
            return null;
        }
        try {
            Essence essence = Essence.of(header.kind(), data.first());
            return essence == null ? null : decoded(header.kind(), essence);
        } catch (IOException | RuntimeException | LinkageError e) {
            // A picture that is broken, or a Java runtime that decodes none.
            return null;
        }
    }

    private static @Nullable Colour decoded(Kind kind, Essence essence) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.type());
        if (!readers.hasNext()) {
            return null;
        }
        ImageReader reader = readers.next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(essence.file()))) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            long most = essence.held() ? MAX_HELD_PIXELS : MAX_PIXELS;
            if ((long) width * height > most || Math.max(width, height) > MAX_SIDE) {
                return null;
            }
            ImageReadParam some = reader.getDefaultReadParam();
            some.setSourceSubsampling(Math.ceilDiv(width, LOOKS), Math.ceilDiv(height, LOOKS), 0, 0);
            return tally(reader.read(0, some)).first();
        } finally {
            reader.dispose();
        }
    }

    private static Tally tally(BufferedImage image) {
        var tally = new Tally();
        Raster raster = image.getRaster();
        boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (grey) {
                    grey(raster, x, y, tally);
                } else if ((image.getRGB(x, y) >>> 24) >= OPAQUE) {
                    tally.add(image.getRGB(x, y));
                }
            }
        }
        return tally;
    }

    /** Java takes the greys of a file for linear light, which they are not. */
    private static void grey(Raster raster, int x, int y, Tally tally) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        if (raster.getNumBands() == 2 && raster.getSample(x, y, 1) >> shift < OPAQUE) {
            return;
        }
        tally.add((raster.getSample(x, y, 0) >> shift) * 0x010101);
    }
}

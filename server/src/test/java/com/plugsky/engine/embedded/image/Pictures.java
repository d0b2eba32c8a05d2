package com.plugsky.engine.embedded.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Image files for tests, made of nothing but numbers. */
final class Pictures {

    private Pictures() {}

    /** A picture of one colour, by the names of {@link BufferedImage}'s types: 1 is RGB, 2 with alpha, 10 grey, 13 a palette. */
    static BufferedImage plain(int width, int height, int type, int argb) {
        var image = new BufferedImage(width, height, type);
        if (image.getRaster().getNumBands() == 1 && type == BufferedImage.TYPE_BYTE_GRAY) {
            int[] greys = new int[width * height];
            Arrays.fill(greys, argb & 0xff);
            image.getRaster().setPixels(0, 0, width, height, greys);
            return image;
        }
        var graphics = image.createGraphics();
        graphics.setBackground(new Color(argb, true));
        graphics.clearRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** Encodes a picture, in passes if the format has them. */
    static byte[] encoded(BufferedImage image, String format, boolean passes) {
        var out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (passes) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    static DataUri data(byte[] file) {
        return Objects.requireNonNull(
                DataUri.read("data:image/png;base64," + Base64.getEncoder().encodeToString(file)));
    }

    /** What is seen of a file; null if it is no image or has no colour. */
    static @Nullable Colour colour(byte[] file) {
        DataUri data = data(file);
        ImageHeader header = ImageHeader.read(data.first(), data.first().length);
        return header == null ? null : Picture.colour(header, data);
    }

    /** A PNG of these chunks between its first and its last bytes. */
    static byte[] png(byte[]... chunks) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** The head of a picture of one byte a pixel: 0 for greys, 3 for a palette. */
    static byte[] head(int width, int height, int kind) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) kind)
                        .array());
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /** So many zeros, deflated. */
    static byte[] zeros(int count) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[count]);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

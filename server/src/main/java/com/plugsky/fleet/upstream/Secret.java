package com.plugsky.fleet.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key that stands in an environment variable or in a file, which may be replaced while the server runs.
 *
 * <p>Two are equal if they stand at the same place. Its text is in no {@link #toString}. Safe for use by many threads.
 */
public final class Secret {

    private static final int MAX_CHARACTERS = 4096;

    private final String place;
    private final @Nullable Path file;
    private volatile Read read;

    /** What stood there, and since when; an environment does not change. */
    private record Read(String text, @Nullable FileTime changed) {}

    private Secret(String place, @Nullable Path file, Read read) {
        this.place = place;
        this.file = file;
        this.read = read;
    }

    /**
     * The key in an environment variable.
     *
     * @throws IllegalArgumentException there is none, or it cannot stand in a header
     */
    public static Secret environment(String name, UnaryOperator<@Nullable String> environment) {
        String text = environment.apply(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is not set (expected: an environment variable with the key)");
        }
        return new Secret("$" + name, null, new Read(checked(text, "$" + name), null));
    }

    /**
     * The key in a file, white space around it apart.
     *
     * @throws IllegalArgumentException it cannot be read, or cannot stand in a header
     */
    public static Secret file(Path file) {
        try {
            return new Secret(file.toString(), file, read(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read (expected: a file with the key)", e);
        }
    }

    /** The key as it stands there now; if the file has become unreadable, as it stood there last. */
    public String text() {
        if (file != null) {
            look(file);
        }
        return read.text();
    }

    private void look(Path path) {
        try {
            if (!Files.getLastModifiedTime(path).equals(read.changed())) {
                read = read(path);
            }
        } catch (IOException | IllegalArgumentException e) {
            // a file that is just being replaced: the last key stays in use
        }
    }

    private static Read read(Path path) throws IOException {
        FileTime changed = Files.getLastModifiedTime(path);
        if (Files.size(path) > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    path + " is too long (expected: a key of at most " + MAX_CHARACTERS + ")");
        }
        return new Read(checked(Files.readString(path), path.toString()), changed);
    }

    /** No character that could end a header. */
    private static String checked(String text, String place) {
        String key = text.strip();
        if (key.isEmpty() || key.length() > MAX_CHARACTERS || !key.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(
                    place + " holds no key (expected: 1 to " + MAX_CHARACTERS + " printable ASCII characters)");
        }
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && place.equals(secret.place);
    }

    @Override
    public int hashCode() {
        return place.hashCode();
    }

    @Override
    public String toString() {
        return "the key in " + place;
    }
}

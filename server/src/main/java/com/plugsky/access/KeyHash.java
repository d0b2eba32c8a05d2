package com.plugsky.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 of a key: all that is kept of it. Keys hold 256 random bits, so that a plain digest is enough. */
final class KeyHash {
    private final byte[] digest;

    private KeyHash(byte[] digest) {
        this.digest = digest;
    }

    static KeyHash of(String key) {
        try {
            return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads the hexadecimal form.
     *
     * @throws IllegalArgumentException it is not 64 digits in lower case
     */
    static KeyHash parse(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: " + hex + " (expected: 64 digits, 0-9 and a-f)");
        }
        return new KeyHash(HexFormat.of().parseHex(hex));
    }

    String hex() {
        return HexFormat.of().formatHex(digest);
    }

    /** Takes the same time wherever two digests differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}

package com.plugsky.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A file of the jar, read once, that is served as it is.
 *
 * @param tag of its content, so that a browser that has it asks without fetching it again
 */
record Page(byte[] bytes, MediaType type, String tag) {

    /** Everything comes from this server; the renderer sets styles on elements and draws its icons from data. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** A page of these bytes. */
    static Page of(byte[] bytes, String type) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Page(
                    bytes, MediaType.parseMediaType(type), "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The file of this name beside this class, or from the root with a leading slash. */
    static Page read(String name, String type) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing in the jar");
            }
            return of(in.readAllBytes(), type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** This page as a response; Spring answers 304 to a caller that has it. */
    ResponseEntity<byte[]> response() {
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(bytes);
    }
}

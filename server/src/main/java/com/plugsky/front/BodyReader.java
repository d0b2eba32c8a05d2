package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The one reader of request bodies: their size, media type and coding are asked first, and the size again while reading. */
final class BodyReader {
    /** Up to here a body's buffer is made in the declared size. */
    private static final int SMALL = 64 * 1024;

    private final int most;

    /** Takes the number of bytes that a body may have. */
    BodyReader(int most) {
        this.most = most;
    }

    /**
     * Reads the whole body, to its end even if it is chunked.
     *
     * @throws Refusal 413, 415, or 400 if the body breaks off or is badly framed
     */
    byte[] read(HttpServletRequest request) {
        return read(request, null);
    }

    /** Reads the whole body from a stream that stands before the request's own; null: from that. */
    byte[] read(HttpServletRequest request, @Nullable InputStream instead) {
        long declared = request.getContentLengthLong();
        if (declared > most) {
            throw tooLarge();
        }
        requireMediaType(request.getContentType());
        requireNoEncoding(request.getHeaders("Content-Encoding"));
        byte[] body;
        try {
            body = bytes(instead == null ? request.getInputStream() : instead, declared);
        } catch (SocketTimeoutException e) {
            throw new Refusal(HttpFaults.of(408));
        } catch (IOException e) {
            throw Refusal.of(ErrorCode.MALFORMED_REQUEST, "The body breaks off or is badly framed", null);
        }
        if (declared > body.length) {
            throw Refusal.of(ErrorCode.MALFORMED_REQUEST, "The body breaks off at byte " + body.length, null);
        }
        return body;
    }

    private byte[] bytes(InputStream in, long declared) throws IOException {
        if (declared >= 0 && declared <= SMALL) {
            return in.readNBytes((int) declared);
        }
        byte[] body = in.readNBytes(most); // grows with what really comes, not with what was declared
        if (body.length == most && in.read() >= 0) {
            throw tooLarge();
        }
        return body;
    }

    private Refusal tooLarge() {
        return Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "The body is larger than " + most + " bytes", null);
    }

    private static void requireMediaType(String written) {
        if (written != null && written.equals("application/json")) {
            return;
        }
        if (written == null || !json(written)) {
            throw new Refusal(notJson(written == null ? "none" : written));
        }
    }

    /** What a body of another media type is answered with. */
    static ApiError notJson(String written) {
        return ApiError.of(
                ErrorCode.UNSUPPORTED_CONTENT_TYPE, "Content-Type: " + written + " (expected: application/json)", null);
    }

    /** Whether it is JSON in UTF-8, which is the only JSON there is. */
    private static boolean json(String written) {
        try {
            MediaType type = MediaType.parseMediaType(written);
            Charset charset = type.getCharset();
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (charset == null
                            || charset.equals(StandardCharsets.UTF_8)
                            || charset.equals(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void requireNoEncoding(Enumeration<String> written) {
        while (written.hasMoreElements()) {
            String encoding = written.nextElement().strip().toLowerCase(Locale.ROOT);
            if (!encoding.isEmpty() && !encoding.equals("identity")) {
                throw Refusal.of(
                        ErrorCode.UNSUPPORTED_CONTENT_ENCODING,
                        "Content-Encoding: " + encoding + " (expected: none, or identity)",
                        null);
            }
        }
    }
}

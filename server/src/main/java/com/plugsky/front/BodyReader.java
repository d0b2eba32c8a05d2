package com.plugsky.front;

import com.plugsky.access.Caller;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The one reader of request bodies: their size, media type and coding are asked first, and the size again while reading. */
final class BodyReader {
    /** Up to here a body's array is made in the declared size before any of it has come. */
    private static final int SMALL = 16 * 1024;

    /** How many times larger than what has come the next array may be; and where nothing is declared. */
    private static final int DECLARED_GROWTH = 8;

    private static final int GROWTH = 2;

    private final int most;
    private final Duration time;
    private final BodyBudget budget;
    private final LongSupplier nanos;

    /** Takes the number of bytes that one body may have, and the time to send them; the bound on all, and monotonic time. */
    BodyReader(int most, Duration time, BodyBudget budget, LongSupplier nanos) {
        this.most = most;
        this.time = time;
        this.budget = budget;
        this.nanos = nanos;
    }

    /**
     * Reads the whole body, to its end even if it is chunked; {@link #releasing} must follow, with the same caller bound.
     *
     * @throws Refusal 408, 413, 415, 429, 503, or 400 if the body breaks off or is badly framed
     */
    byte[] read(HttpServletRequest request) {
        return read(request, null);
    }

    /** Reads the whole body from a stream that stands before the request's own; null: from that. */
    byte[] read(HttpServletRequest request, @Nullable InputStream instead) {
        check(request);
        long declared = request.getContentLengthLong();
        byte[] body;
        try {
            body = bytes(timed(request, instead == null ? own(request, declared) : instead), declared);
        } catch (IOException e) {
            throw new Refusal(brokenOff(e));
        }
        if (declared > body.length) {
            releasing(body).run();
            throw Refusal.of(ErrorCode.MALFORMED_REQUEST, "The body breaks off at byte " + body.length, null);
        }
        return body;
    }

    private static InputStream own(HttpServletRequest request, long declared) throws IOException {
        InputStream own = request.getInputStream();
        return declared > SMALL ? Arrival.of(request).connection().direct(own) : own;
    }

    private InputStream timed(HttpServletRequest request, InputStream body) {
        return new TimedBody(body, time, nanos, Arrival.of(request).connection()::patience);
    }

    /** What says that a body which was read is needed no more, at any time and with any caller bound; only the first time counts. */
    Runnable releasing(byte[] body) {
        return new Release(budget, key(), body.length);
    }

    private static final class Release implements Runnable {
        private final BodyBudget budget;
        private final @Nullable String key;
        private final AtomicInteger bytes;

        Release(BodyBudget budget, @Nullable String key, int bytes) {
            this.budget = budget;
            this.key = key;
            this.bytes = new AtomicInteger(bytes);
        }

        @Override
        public void run() {
            int held = bytes.getAndSet(0);
            if (held > 0) {
                budget.give(key, held);
            }
        }
    }

    /** How many bytes of bodies are held now. */
    long held() {
        return budget.held();
    }

    /**
     * Looks at what a request's head says of its body.
     *
     * @throws Refusal 413 or 415
     */
    void check(HttpServletRequest request) {
        if (request.getContentLengthLong() > most) {
            throw tooLarge();
        }
        requireMediaType(request.getContentType());
        requireNoEncoding(request.getHeaders("Content-Encoding"));
    }

    /** What a caller is told whose body did not come whole. */
    static ApiError brokenOff(IOException fault) {
        return fault instanceof SocketTimeoutException || fault.getCause() instanceof SocketTimeoutException
                ? HttpFaults.of(408)
                : ApiError.of(ErrorCode.MALFORMED_REQUEST, "The body breaks off or is badly framed", null);
    }

    /** Grows with what really comes, not with what was declared. */
    private byte[] bytes(InputStream in, long declared) throws IOException {
        String key = key();
        long expected = declared >= 0 ? declared : most + 1L;
        long growth = declared >= 0 ? DECLARED_GROWTH : GROWTH;
        byte[] body = new byte[(int) Math.min(expected, SMALL)];
        int size = 0;
        boolean whole = false;
        try {
            while (true) {
                int count = in.readNBytes(body, size, body.length - size);
                budget.take(key, count);
                size += count;
                if (size > most) {
                    throw tooLarge();
                }
                if (size < body.length || size == expected) {
                    break;
                }
                body = Arrays.copyOf(body, (int) Math.min(expected, growth * size));
            }
            whole = true;
            return size == body.length ? body : Arrays.copyOf(body, size);
        } finally {
            if (!whole) {
                budget.give(key, size);
            }
        }
    }

    /** Whose share of all bodies it is; null: callers cannot be told apart. */
    private static @Nullable String key() {
        Caller caller = Caller.CURRENT.get();
        return caller.isOpen() ? null : caller.keyId();
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

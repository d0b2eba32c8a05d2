package com.plugsky.engine.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over one socket: {@link #send}, {@link #receive}, then {@link #read} until it has {@link #ended}, and again from the beginning
 * if the connection is {@link #reusable}. For use by one thread; closing the socket from another one ends what it waits for.
 */
public final class HttpConnection {

    private static final int HEAD_BYTES = 16 * 1024;
    private static final int LINE_BYTES = 8 * 1024;
    private static final int HEADERS = 100;
    private static final int INTERIM_ANSWERS = 8;

    /** Small, since every stream has one for as long as it runs. */
    private static final int BUFFER_BYTES = 2 * 1024;

    /** Less than this cannot hold the end of a chunk, the size of the next and a byte of it. */
    private static final int LEAST_CHUNK = 6;

    /** How long the end of a body that has told everything is waited for. */
    private static final int REST_MILLIS = 5;

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(BUFFER_BYTES)
            .setMaxLineLength(LINE_BYTES)
            .setMaxHeaderCount(HEADERS)
            .setMaxEmptyLineCount(1)
            .build();

    private final Socket socket;
    private final Socket base;
    private final Incoming in;
    private final OutputStream out;
    private final SessionInputBufferImpl buffer =
            new SessionInputBufferImpl(new BasicHttpTransportMetrics(), BUFFER_BYTES, -1, LINE_BYTES, null);
    private final DefaultHttpResponseParser parser = new DefaultHttpResponseParser(LIMITS);
    private InputStream content = InputStream.nullInputStream();
    private long length;
    private long left;
    private boolean sent;
    private boolean keeps;
    private boolean whole;
    private @Nullable IOException broken;
    private long keepAliveNanos = Long.MAX_VALUE;

    /**
     * A connection over an open socket.
     *
     * @param socket which has shaken hands if it speaks TLS
     * @param base the one below it, or the same
     */
    public HttpConnection(Socket socket, Socket base) throws IOException {
        this.socket = socket;
        this.base = base;
        in = new Incoming(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Writes a request. */
    public void send(Question question) throws IOException {
        sent = false;
        keeps = false;
        whole = false;
        in.head(HEAD_BYTES);
        var request = new Outbound(out, question.head(), question.length());
        question.body().writeTo(request);
        request.flush();
        sent = true;
    }

    /**
     * Reads the head of the answer, interim ones left out.
     *
     * @throws HttpException it is no HTTP, or too long
     */
    public ResponseHead receive() throws IOException, HttpException {
        for (int i = 0; i < INTERIM_ANSWERS; i++) {
            ClassicHttpResponse response = parser.parse(buffer, in);
            if (response == null) {
                throw new IOException("closed before the answer");
            }
            int status = response.getCode();
            if (status >= 200) {
                begin(response);
                return new ResponseHead(response);
            }
            if (status < 100 || status == 101) {
                throw new ProtocolException("status " + status);
            }
        }
        throw new ProtocolException("too many interim answers");
    }

    private void begin(ClassicHttpResponse response) throws HttpException {
        length = bodiless(response.getCode()) ? 0 : DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        content = length == ContentLengthStrategy.CHUNKED
                ? new ChunkedInputStream(buffer, in, LIMITS)
                : length >= 0 ? new ContentLengthInputStream(buffer, in, length) : new IdentityInputStream(buffer, in);
        whole = length == 0;
        left = length > 0 ? length : Long.MAX_VALUE;
        boolean ambiguous = length == ContentLengthStrategy.CHUNKED && response.containsHeader("content-length");
        keeps = sent && length != ContentLengthStrategy.UNDEFINED && !ambiguous && keepsAlive(response);
        keepAliveNanos = KeepAlive.nanos(response);
        in.body();
    }

    private static boolean bodiless(int status) {
        return status == 204 || status == 304;
    }

    private static boolean keepsAlive(ClassicHttpResponse response) {
        var connection = response.getFirstHeader("connection");
        String said = connection == null ? "" : connection.getValue().toLowerCase(Locale.ROOT);
        boolean current = response.getVersion() == null || response.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
        return current ? !said.contains("close") : said.contains("keep-alive");
    }

    /** Whether the body's end can be told from a cut: without chunks or a length the end of the connection is all that there is. */
    public boolean delimited() {
        return length != ContentLengthStrategy.UNDEFINED;
    }

    /** The length of the body as its head says it; negative if it does not. */
    public long length() {
        return length;
    }

    /**
     * Reads of the body what one read of the socket brings, as far as it fits: it waits for the first byte only. There must be
     * room for one.
     *
     * @return how many bytes, or -1 at the body's end
     * @throws IOException the body was cut, its framing is broken, or the socket was closed
     */
    public int read(byte[] into, int offset) throws IOException {
        if (whole) {
            return -1;
        }
        if (broken != null) {
            throw broken;
        }
        int count = content.read(into, offset, into.length - offset);
        if (count < 0) {
            ends();
            return -1;
        }
        count += more(into, offset + count);
        left -= count;
        if (left == 0) {
            ends();
        }
        return count;
    }

    /** What else has come; a fault in it is told at the next read, after what came before it. */
    private int more(byte[] into, int offset) {
        int at = offset;
        in.patient(false);
        try {
            while (at < into.length && buffer.length() >= LEAST_CHUNK) {
                int count = content.read(into, at, into.length - at);
                if (count < 0) {
                    ends();
                    break;
                }
                at += count;
            }
        } catch (Incoming.Starved e) {
            // the rest of a chunk's frame is still to come
        } catch (IOException e) {
            broken = e;
        } finally {
            in.patient(true);
        }
        return at - offset;
    }

    private void ends() {
        whole = true;
        keeps &= !in.starved(); // if it is, trailers were broken off and their rest would be taken for the next answer
    }

    /** Reads the end of a body that has nothing more to tell, if it is there or comes at once. */
    public void finish() throws IOException {
        if (whole || !keeps || broken != null) {
            return;
        }
        socket.setSoTimeout(REST_MILLIS);
        if (content.read(new byte[1]) < 0) {
            ends();
        }
        socket.setSoTimeout(0);
    }

    /** Whether the body was read to its end. */
    public boolean ended() {
        return whole;
    }

    /** Whether the answer was read to its end and the connection may be asked again. */
    public boolean reusable() {
        return keeps && whole && buffer.length() == 0;
    }

    /** How long the other side keeps a silent connection open; {@link Long#MAX_VALUE} if it did not say. */
    public long keepAliveNanos() {
        return keepAliveNanos;
    }

    /** Whether not one byte of the answer to the last request has come. */
    public boolean silent() {
        return in.silent();
    }

    /** Whether the other side has said something without being asked; below TLS, too, which tells of nothing that it has not read. */
    public boolean speaks() {
        try {
            return in.available() > 0
                    || (base != socket && base.getInputStream().available() > 0);
        } catch (IOException e) {
            return true;
        }
    }

    /** The socket whose end ends everything: closing it waits for nobody, which cannot be said of TLS. */
    public Socket base() {
        return base;
    }
}

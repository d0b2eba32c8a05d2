package com.plugsky.conformance.upstream;

import com.plugsky.conformance.upstream.script.Fault;
import com.plugsky.conformance.upstream.script.Phase;
import com.plugsky.conformance.upstream.script.Reply;
import com.plugsky.conformance.upstream.script.Script;
import com.plugsky.conformance.wire.Header;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends answers on one connection, and breaks them off as a script says. While it waits it notices a caller that leaves. */
final class Outlet {
    private static final int MAX_STALL = (int) Duration.ofMinutes(10).toMillis();
    private static final int DRIP_MILLIS = 50;
    /** A reset discards what the caller has not read yet; so long it may read. */
    private static final int READ_MILLIS = 200;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = bytes("0\r\n\r\n");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int drip;

    /** @param in what the caller sends; has to support marks */
    Outlet(Socket socket, InputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
    }

    /** The caller closed the connection. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Sends an answer as the script says.
     *
     * @return whether it was sent whole, so that the connection can go on
     * @throws IOException the caller left
     */
    boolean play(Reply reply, Script script) throws IOException {
        drip = 0;
        int parts = reply.parts().size();
        Phase phase = script.phase();
        int border = phase == null ? Integer.MIN_VALUE : phase.border(parts);
        if (border == -1 && !strike(script)) {
            return false;
        }
        send(head(reply));
        if (script.fault() == Fault.SLOW) {
            pause(script.number());
        }
        for (int i = 0; i < parts; i++) {
            if (i == border && !strike(script)) {
                return false;
            }
            if (i > 0 && script.fault() == Fault.PACED) {
                pause(script.number());
            }
            send(reply.chunked() ? chunk(reply.parts().get(i)) : reply.parts().get(i));
        }
        if (reply.chunked()) {
            send(LAST_CHUNK);
        }
        return true;
    }

    /** Whether the answer goes on. */
    private boolean strike(Script script) throws IOException {
        return switch (script.fault()) {
            case RESET -> {
                if (script.phase() != Phase.BEFORE_HEADERS) {
                    pause(READ_MILLIS);
                }
                socket.setSoLinger(true, 0);
                yield false;
            }
            case CUT -> false;
            case STALL -> {
                pause(script.numberOr(MAX_STALL));
                yield script.number() >= 0;
            }
            case SLOW_DRIP -> {
                drip = script.numberOr(DRIP_MILLIS);
                yield true;
            }
            default -> true;
        };
    }

    /** Waits so long, or until the caller leaves. */
    void pause(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        in.mark(1);
        try {
            socket.setSoTimeout(Math.max(1, millis));
            if (in.read() < 0) {
                throw new Gone();
            }
            // The next request is there already: nothing is learnt from it.
            in.reset();
            Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        } catch (SocketTimeoutException stayed) {
            return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private void send(byte[] bytes) throws IOException {
        if (drip == 0) {
            out.write(bytes);
            out.flush();
            return;
        }
        for (byte one : bytes) {
            out.write(one);
            out.flush();
            pause(drip);
        }
    }

    private static byte[] head(Reply reply) {
        StringBuilder head = new StringBuilder(160);
        head.append("HTTP/1.1 ").append(reply.status()).append(" Scripted\r\n");
        // As OpenAI's answers have them; a gateway has its own.
        head.append("x-request-id: req_scripted\r\nopenai-version: 2020-10-01\r\nopenai-processing-ms: 1\r\n");
        for (Header header : reply.headers()) {
            head.append(header).append("\r\n");
        }
        int length = reply.parts().stream().mapToInt(part -> part.length).sum();
        head.append(reply.chunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
        return bytes(head.append("\r\n\r\n").toString());
    }

    private static byte[] chunk(byte[] part) {
        byte[] size = bytes(Integer.toHexString(part.length) + "\r\n");
        byte[] chunk = new byte[size.length + part.length + LINE_END.length];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(part, 0, chunk, size.length, part.length);
        System.arraycopy(LINE_END, 0, chunk, size.length + part.length, LINE_END.length);
        return chunk;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package com.plugsky.warmup;

import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.http.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** A caller's line to a port of loopback, opened when it is asked and again when the server has closed it. For use by one thread. */
final class Line implements AutoCloseable {
    /** How long an answer may keep silent; none of them takes its time. */
    private static final int SILENCE_MILLIS = 10_000;

    private final int port;
    private final byte[] answer = new byte[8 * 1024];
    private @Nullable HttpConnection connection;

    Line(int port) {
        this.port = port;
    }

    /**
     * Asks, and reads the answer to its end.
     *
     * @return its status
     * @throws IOException there is none, or it breaks off
     */
    int ask(Question question) throws IOException {
        HttpConnection here = connection == null ? open() : connection;
        connection = here;
        try {
            here.send(question);
            int status = here.receive().status();
            while (!here.ended()) {
                here.read(answer, 0);
            }
            if (!here.reusable()) {
                close();
            }
            return status;
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    private HttpConnection open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        settle(socket);
        return new HttpConnection(socket, socket);
    }

    private static void settle(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.base().close();
            connection = null;
        }
    }
}

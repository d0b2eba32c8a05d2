package com.plugsky.engine.upstream.net;

import com.plugsky.fleet.Target;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of raw bytes on loopback: each connection plays the script, which reads requests and writes what it likes. It notes
 * what it was sent, and when it saw the other side go.
 */
public final class TinyUpstream implements AutoCloseable {

    /** How long a test waits for what must happen. */
    private static final int PATIENCE_SECONDS = 10;

    private final ServerSocket server;
    private final Script script;
    private final List<Talk> talks = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** What happens on one connection; when it returns, the connection is closed. */
    @FunctionalInterface
    public interface Script {
        void play(Talk talk) throws IOException;
    }

    public TinyUpstream(Script script) {
        this(plain(), script);
    }

    public TinyUpstream(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.startVirtualThread(this::accept);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var talk = new Talk(server.accept(), talks.size() + 1);
                talks.add(talk);
                Thread.startVirtualThread(() -> play(talk));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void play(Talk talk) {
        try (talk) {
            script.play(talk);
        } catch (IOException e) {
            ends.add("gone");
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** A target that leads here. */
    public Target.Upstream target() {
        return target("http");
    }

    /** The same by another scheme. */
    public Target.Upstream target(String scheme) {
        return new Target.Upstream(URI.create(scheme + "://127.0.0.1:" + port() + "/v1"), "theirs");
    }

    /** The next request, its head and body as they came. */
    public String request() throws InterruptedException {
        String next = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "no request" : next;
    }

    /** Waits until a script has seen the end of its connection. */
    public String end() throws InterruptedException {
        String next = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "no end" : next;
    }

    /** How many connections there were. */
    public int connections() {
        return talks.size();
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
        for (Talk talk : talks) {
            talk.close();
        }
    }

    /** One connection. */
    public final class Talk implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final int number;

        private Talk(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** Counts from 1. */
        public int number() {
            return number;
        }

        public Socket socket() {
            return socket;
        }

        /** Reads a request and notes it; false at the connection's end. */
        public boolean hears() throws IOException {
            var bytes = new ByteArrayOutputStream();
            int length = 0;
            while (true) {
                String line = line(bytes);
                if (line == null) {
                    ends.add("eof");
                    return false;
                }
                if (line.startsWith("content-length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
                if (line.isEmpty()) {
                    break;
                }
            }
            bytes.write(in.readNBytes(length));
            requests.add(bytes.toString(StandardCharsets.UTF_8));
            return true;
        }

        private @Nullable String line(ByteArrayOutputStream bytes) throws IOException {
            var line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                bytes.write(b);
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            bytes.write('\n');
            return line.toString();
        }

        public void says(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** A whole JSON answer with a length. */
        public void answers(String json) throws IOException {
            says("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                    + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
        }

        /** Waits until the other side goes. */
        public void waits() throws IOException {
            while (in.read() >= 0) {
                // what it still says does not matter
            }
            ends.add("eof");
        }

        /** Reads nothing until the test is over. */
        public void ignores() throws IOException {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Whether the other side goes in the next hundredth of a second. */
        public boolean left() throws IOException {
            socket.setSoTimeout(10);
            try {
                return in.read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        /** Ends the connection with a reset. */
        public void resets() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // closed already
            }
        }
    }
}

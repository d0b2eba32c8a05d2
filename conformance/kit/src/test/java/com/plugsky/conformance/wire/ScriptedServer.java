package com.plugsky.conformance.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on a real socket that sends the bytes it was told to send, whatever they are. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final boolean keep;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What is written in answer to a request; closing {@code out} closes the connection. */
    @FunctionalInterface
    public interface Script {
        void answer(String request, OutputStream out) throws IOException;
    }

    private ScriptedServer(Script script, boolean keep) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        this.keep = keep;
        Thread.ofPlatform().daemon().name("scripted").start(this::accept);
    }

    /** Answers each connection's first request with these writes, then closes. */
    public static ScriptedServer answering(String... writes) throws IOException {
        return new ScriptedServer((request, out) -> write(out, writes), false);
    }

    /** Answers every request with one write that depends on it, and keeps the connection. */
    public static ScriptedServer keeping(Function<String, String> answer) throws IOException {
        return new ScriptedServer((request, out) -> write(out, answer.apply(request)), true);
    }

    /** Does as the script says, and keeps the connection as long as the script leaves it open. */
    public static ScriptedServer doing(Script script) throws IOException {
        return new ScriptedServer(script, true);
    }

    /** Sends each text at once. */
    public static void write(OutputStream out, String... texts) throws IOException {
        for (String text : texts) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** A 200 with events. */
    public static String events(String body) {
        return json(200, body).replace("application/json", "text/event-stream");
    }

    /** The body of a request. */
    public static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    /** A JSON body with its length. */
    public static String json(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nx-request-id: req_1\r\nContent-Length: "
                + length + "\r\n\r\n" + body;
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    public int connections() {
        return connections.get();
    }

    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            do {
                String request = request(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                script.answer(request, out);
            } while (keep);
        } catch (IOException gone) {
            // The client left, as some tests want.
            return;
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.lastIndexOf("\r\n\r\n") == head.length() - 4 && head.length() > 4) {
                break;
            }
        }
        java.util.regex.Matcher length =
                java.util.regex.Pattern.compile("Content-Length: ([0-9]+)").matcher(head);
        if (head.indexOf("Transfer-Encoding: chunked") > 0) {
            return head + new String(chunks(in), StandardCharsets.UTF_8);
        }
        return length.find()
                ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : head.toString();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

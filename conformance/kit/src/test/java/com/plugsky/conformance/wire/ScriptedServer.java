package com.plugsky.conformance.wire;

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
import java.util.function.Function;

/** A server on a real socket that sends the bytes it was told to send, whatever they are. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Function<String, List<String>> script;
    private final boolean keep;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ScriptedServer(Function<String, List<String>> script, boolean keep) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        this.keep = keep;
        Thread.ofPlatform().daemon().name("scripted").start(this::accept);
    }

    /** Answers each connection's first request with these writes, then closes. */
    public static ScriptedServer answering(String... writes) throws IOException {
        return new ScriptedServer(request -> List.of(writes), false);
    }

    /** Answers every request with one write that depends on it, and keeps the connection. */
    public static ScriptedServer keeping(Function<String, String> answer) throws IOException {
        return new ScriptedServer(request -> List.of(answer.apply(request)), true);
    }

    /** A 200 with a JSON body and its length. */
    public static String json(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nx-request-id: req_1\r\nContent-Length: "
                + length + "\r\n\r\n" + body;
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            do {
                String request = request(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                for (String write : script.apply(request)) {
                    out.write(write.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
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
        return length.find()
                ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

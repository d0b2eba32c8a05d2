package com.plugsky.conformance.upstream;

import com.plugsky.conformance.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * All bytes that a connection brought, and what it ended with.
 *
 * @param text with {@code ~} for CR and LF, and {@code !} for LF
 */
record Raw(String text, End end) {
    private static final int SILENCE_MILLIS = 300;

    enum End {
        CLOSED,
        RESET,
        /** Nothing more came for a while. */
        SILENT
    }

    static Request chat(String model, boolean stream, String members) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream + members
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Request.json("/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request on a connection of its own, and leaves when nothing more comes. */
    static Raw of(ScriptedUpstream upstream, Request request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", upstream.port())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request.with("Connection", "close").bytes("upstream"));
            socket.getInputStream().transferTo(bytes);
            return new Raw(text(bytes), End.CLOSED);
        } catch (SocketTimeoutException silent) {
            return new Raw(text(bytes), End.SILENT);
        } catch (SocketException reset) {
            return new Raw(text(bytes), End.RESET);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "~").replace('\n', '!');
    }
}

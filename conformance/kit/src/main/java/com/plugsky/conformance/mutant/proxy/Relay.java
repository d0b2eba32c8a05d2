package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.RequestReader;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection through a mutant. One thread. */
final class Relay implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> HOP = Set.of("host", "content-length", "connection", "keep-alive", "te", "expect");
    private static final int REPEATS = 9;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Endpoint clean;
    private final Damage damage;
    private final Caller caller;
    private final OutputStream out;
    private @Nullable Wire wire;

    Relay(Socket socket, URI clean, Damage damage) throws IOException {
        this.clean = Endpoint.of(clean);
        this.damage = damage;
        this.caller = new Caller(socket.getInputStream(), damage.manner().lenience());
        this.out = socket.getOutputStream();
    }

    void serve() throws IOException {
        try {
            for (Received request = caller.next(); request != null; request = caller.next()) {
                if (!answered(request)) {
                    return;
                }
            }
        } catch (RequestReader.Malformed malformed) {
            write(Reply.error(400, null, "malformed_request"), new Mode(false, true, false));
        }
    }

    /** Whether the connection goes on. */
    private boolean answered(Received received) throws IOException {
        Asked asked = Asked.of(request(received));
        if (damage.ask() != null) {
            asked = damage.ask().apply(asked);
        }
        Reply own = damage.instead() == null ? null : damage.instead().apply(asked);
        Mode mode = Mode.of(received, damage.manner());
        if (damage.manner() == Damage.Manner.FORGETFUL) {
            caller.forget();
        }
        if (own != null) {
            write(own, mode);
            return !mode.last();
        }
        Live live = new Live(asked, mode);
        Answer answer = insisted(asked.request(), live);
        if (live.begun()) {
            live.end(answer.complete());
            return !mode.last() && answer.complete();
        }
        if ("close".equalsIgnoreCase(answer.header("Connection"))) {
            mode = new Mode(mode.bodiless(), true, mode.chunks());
        }
        Reply reply = damaged(asked, Reply.of(answer));
        write(answer.isStream() ? streamed(asked, reply) : reply, mode);
        return !mode.last();
    }

    /**
     * How an answer is written.
     *
     * @param bodiless without its body, as HEAD asks
     * @param last the connection ends with it
     * @param chunks whether the caller knows them
     */
    private record Mode(boolean bodiless, boolean last, boolean chunks) {
        static Mode of(Received received, Damage.Manner manner) {
            boolean modern = manner == Damage.Manner.MODERN || !received.old();
            boolean last = received.last() && !(received.old() && modern);
            return new Mode(received.method().equals("HEAD"), last, modern);
        }
    }

    /** Asks once, or as often as nobody should. */
    private Answer insisted(Request request, Live live) throws IOException {
        Answer answer = ask(request, live);
        for (int i = 0; i < REPEATS && damage.manner() == Damage.Manner.INSISTENT && failed(answer); i++) {
            answer = ask(request, live);
        }
        return answer;
    }

    private static boolean failed(Answer answer) {
        return answer.status() >= 400 || (answer.isStream() && answer.text().contains("\"error\""));
    }

    private static Request request(Received received) {
        List<Header> kept = new ArrayList<>();
        for (Header header : received.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean framing = name.equals("transfer-encoding") && received.body().length == 0;
            if (!HOP.contains(name) && !framing) {
                kept.add(header);
            }
        }
        return new Request(received.method(), received.target(), kept, received.body());
    }

    private Reply damaged(Asked asked, Reply reply) {
        return damage.answer() == null ? reply : damage.answer().apply(asked, reply);
    }

    private Reply streamed(Asked asked, Reply reply) {
        if (damage.stream() == null || !reply.ok()) {
            return reply;
        }
        List<String> blocks =
                new ArrayList<>(List.of(new String(reply.body(), StandardCharsets.UTF_8).split("(?<=\n\n)")));
        return reply.withBody(String.join("", damage.stream().apply(asked, blocks)));
    }

    /** On the kept connection, or once more on a new one where the server closed that meanwhile. */
    private Answer ask(Request request, Live live) throws IOException {
        Deadline deadline = Deadline.in(PATIENCE);
        Wire kept = wire;
        if (kept != null) {
            try {
                return exchange(kept, request, deadline, live);
            } catch (IOException closed) {
                kept.close();
                wire = null;
                if (live.begun() || caller.left()) {
                    throw closed;
                }
            }
        }
        Wire fresh = Wire.open(clean, deadline);
        wire = fresh;
        return exchange(fresh, request, deadline, live);
    }

    private Answer exchange(Wire on, Request request, Deadline deadline, Live live) throws IOException {
        if (damage.manner() != Damage.Manner.DEAF) {
            caller.awaits(on);
        }
        Answer answer = on.exchange(request, deadline, live::head, live::more);
        if (!answer.complete() || "close".equalsIgnoreCase(answer.header("Connection"))) {
            on.close();
            wire = null;
        }
        return answer;
    }

    private void write(Reply reply, Mode mode) throws IOException {
        boolean bodiless = mode.bodiless() || reply.status() == 204;
        if (!bodiless && reply.isStream() && damage.manner() != Damage.Manner.WHOLE) {
            begin(reply, mode);
            piece(reply.body(), 0, mode);
            end(mode);
            return;
        }
        StringBuilder head = head(reply, mode);
        if (reply.status() != 204) {
            head.append("Content-Length: ").append(reply.body().length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!bodiless) {
            out.write(reply.body());
        }
        out.flush();
    }

    /** The head of a body whose length is not known. */
    private void begin(Reply reply, Mode mode) throws IOException {
        StringBuilder head = head(reply, mode);
        if (mode.chunks()) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What a body has from there on; nothing where that is empty, since an empty chunk would be the last. */
    private void piece(byte[] body, int from, Mode mode) throws IOException {
        int size = body.length - from;
        if (size <= 0) {
            return;
        }
        if (mode.chunks()) {
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(body, from, size);
        if (mode.chunks()) {
            out.write(new byte[] {'\r', '\n'});
        }
        out.flush();
    }

    private void end(Mode mode) throws IOException {
        if (mode.chunks()) {
            out.write(LAST_CHUNK);
            out.flush();
        }
    }

    private static StringBuilder head(Reply reply, Mode mode) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(reply.status()).append(" Mutated\r\n");
        reply.headers().forEach(header -> head.append(header).append("\r\n"));
        return mode.last() ? head.append("Connection: close\r\n") : head;
    }

    /** A stream that passes as it comes. */
    private final class Live {
        private final Asked asked;
        private final Mode mode;
        private boolean begun;
        private int sent;

        Live(Asked asked, Mode mode) {
            this.asked = asked;
            this.mode = mode;
        }

        boolean begun() {
            return begun;
        }

        /** Begins if the answer is a stream that nothing is done to. */
        void head(Answer.Head head) throws IOException {
            Answer whole = new Answer(head, new byte[0], new Answer.Timing(0, 0, List.of(), 0), true);
            if (damage.live() && whole.isStream() && head.status() == 200) {
                begun = true;
                begin(damaged(asked, Reply.of(whole)), mode);
            }
        }

        /** Whether that is enough: only where the caller is gone. */
        boolean more(byte[] body) {
            try {
                if (begun) {
                    piece(body, sent, mode);
                    sent = body.length;
                }
                return false;
            } catch (IOException gone) {
                return true;
            }
        }

        void end(boolean complete) throws IOException {
            if (complete) {
                Relay.this.end(mode);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (wire != null) {
            wire.close();
        }
    }
}

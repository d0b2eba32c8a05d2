package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.http.Question;
import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.engine.upstream.http.ResponseHead;
import com.plugsky.engine.upstream.room.AnswerRoom;
import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * One question to an upstream and its answer: {@link #ask}, then one of the reads, then {@link #close}.
 *
 * <p>For use by one thread, but for {@link #abort}. Each method throws an {@link IOException} if the caller left, which is what
 * {@code abort} says, and an {@link EngineFailure} if the upstream failed or took too long.
 */
public final class Exchange implements AutoCloseable {

    private static final byte[] NOTHING = {};

    /** A connection that ends later than this after a question had been open: whoever was asked may have worked on it. */
    private static final long STALE_NANOS = 1_000_000_000;

    private final Connections connections;
    private final Lane lane;
    private final Lifeline call;
    private @Nullable HttpConnection connection;
    private boolean flowing;
    private boolean closed;

    Exchange(Connections connections, Lane lane, Lifeline call) {
        this.connections = connections;
        this.lane = lane;
        this.call = call;
    }

    /** Closes the connection at once, in whatever state it is: the caller left. From any thread; it does not block. */
    public void abort() {
        call.abort();
    }

    /**
     * Asks, on an idle connection or a new one. An idle one that turns out at once to be closed is replaced by a new one.
     *
     * @return the head of the answer, whatever its status
     */
    public ResponseHead ask(RequestHead.Ask ask, Question.Body body) throws IOException, EngineFailure {
        var question = new Question(lane.head().json(ask), ask.length(), body);
        Phase phase = ask.streamed() ? Phase.FIRST_CHUNK : Phase.ANSWER;
        HttpConnection idle = connections.idle(lane);
        ResponseHead head = idle == null ? null : ask(idle, question, phase);
        if (head == null) {
            call.enter(Phase.CONNECT);
            head = ask(connections.connector().connect(lane.pool().endpoint(), call), question, phase);
        }
        if (head == null) {
            throw Faults.answer("The upstream closed the connection before it answered");
        }
        return head;
    }

    /** Null: the connection ended before the first byte of an answer. */
    private @Nullable ResponseHead ask(HttpConnection on, Question question, Phase phase)
            throws IOException, EngineFailure {
        connection = on;
        long asked = call.now();
        try {
            call.attach(on.base());
            call.enter(phase);
            send(on, question);
            call.enter(phase);
            return on.receive();
        } catch (HttpException | MessageConstraintException e) {
            throw Faults.answer("The upstream's answer is not HTTP, or its head is too long");
        } catch (IOException e) {
            Sockets.close(on.base());
            call.check();
            if (on.silent() && call.now() - asked < STALE_NANOS) {
                return null;
            }
            throw Faults.answer("The upstream closed the connection before it answered");
        }
    }

    /** An upstream that has answered before it has read everything, as with 413, closes; its answer may be there all the same. */
    private void send(HttpConnection on, Question question) throws IOException, EngineFailure {
        try {
            on.send(question);
        } catch (IOException e) {
            call.check();
        }
    }

    /** Says that the first chunk has come: from now on the upstream may be silent for its idle time. */
    public void flows() {
        flowing = true;
    }

    /**
     * Reads what one read of the connection brings. The time between two calls is not the upstream's.
     *
     * @return how many bytes; -1 where the answer ends as its framing says
     * @throws EngineFailure the upstream took too long, or cut its answer: what looks whole may lack its usage
     */
    public int read(byte[] into) throws IOException, EngineFailure {
        HttpConnection on = asked();
        if (flowing) {
            call.enter(Phase.IDLE);
        }
        call.rest(false);
        try {
            return on.read(into, 0);
        } catch (IOException e) {
            Sockets.close(on.base());
            call.check();
            throw cut();
        } finally {
            call.rest(true);
        }
    }

    /** Whether the end of the answer, as {@link #read} tells it, cannot be a cut. */
    public boolean delimited() {
        return asked().delimited();
    }

    /** Reads the end of a stream that has told everything, if it comes at once; without it the connection is of no more use. */
    public void finish() {
        try {
            asked().finish();
        } catch (IOException e) {
            Sockets.close(asked().base());
        }
    }

    /** The whole body, which may have {@code most} bytes. */
    public byte[] whole(int most, AnswerRoom.Share share) throws IOException, EngineFailure {
        HttpConnection on = asked();
        try {
            return Bodies.whole(on, most, share);
        } catch (IOException e) {
            Sockets.close(on.base());
            call.check();
            throw cut();
        }
    }

    private static EngineFailure cut() {
        return Faults.answer("The upstream closed the connection in the middle of its answer");
    }

    /** The first bytes of an error's body, at most {@code most}; none if they cannot be read: the status says enough. */
    public byte[] beginning(int most) throws IOException, EngineFailure {
        HttpConnection on = asked();
        try {
            return Bodies.beginning(on, most, AnswerRoom.ENDLESS.share());
        } catch (IOException e) {
            Sockets.close(on.base());
            try {
                call.check();
            } catch (EngineFailure late) {
                return NOTHING;
            }
            return NOTHING;
        }
    }

    private HttpConnection asked() {
        if (connection == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return connection;
    }

    /** Ends the exchange. The connection is kept for the next one if the answer was read to its end, else closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connections.end(call);
        boolean alive = call.release();
        if (connection != null) {
            if (alive && connection.reusable()) {
                connections.keep(lane, connection);
            } else {
                Sockets.close(connection.base());
            }
        }
        lane.leave();
    }
}

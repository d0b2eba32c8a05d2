package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.http.Question;
import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.HttpException;

/**
 * A simple question to an upstream, on a connection of its own: whether it is there, and which models it has.
 *
 * <p>It takes no place among the target's requests. Safe for use by many threads.
 */
public final class UpstreamProbe {

    /** The longest answer that is read. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Connections connections;

    public UpstreamProbe(Connections connections) {
        this.connections = connections;
    }

    /**
     * Asks with GET.
     *
     * @param path below the target's URL, such as {@code /models}
     * @param deadline for all of it
     * @throws EngineFailure nobody answers, not in time, or not in HTTP
     */
    public Probe get(Target.Upstream target, String path, Duration deadline) throws EngineFailure {
        var call = connections.begin(new Timeouts(deadline, deadline, deadline, deadline));
        HttpConnection connection = null;
        try {
            connection = connections.connector().connect(Endpoint.of(target), call);
            call.enter(Phase.TOTAL);
            connection.send(Question.of(RequestHead.of("GET", target, path).last()));
            int status = connection.receive().status();
            return new Probe(status, Bodies.whole(connection, MAX_BODY_BYTES, AnswerRoom.ENDLESS.share()));
        } catch (IOException | HttpException e) {
            throw failure(call);
        } finally {
            connections.end(call);
            Sockets.close(connection == null ? null : connection.base());
        }
    }

    private static EngineFailure failure(Lifeline call) {
        try {
            call.check();
        } catch (EngineFailure late) {
            return late;
        } catch (IOException gone) {
            // nobody aborts a probe
        }
        return Faults.answer("The upstream closed the connection before it answered, or does not speak HTTP");
    }
}

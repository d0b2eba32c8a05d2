package com.plugsky.engine.upstream.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.engine.upstream.http.ResponseHead;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.time.Duration;

/** What tests of the connections have in common: questions, and targets that lead to an upstream of theirs. */
final class Asks {

    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    static final Timeouts SHORT =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(8));

    /** Short where an answer is waited for, so that a pause of the machine is not taken for a connection that does not come. */
    static final Timeouts SHORT_ANSWER = new Timeouts(
            Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** Short in a stream that has begun. */
    static final Timeouts SHORT_IDLE = new Timeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(30));

    private Asks() {}

    /** The whole answer to a question that asks for no stream. */
    static String whole(Connections connections, Target.Upstream target, String body) throws Exception {
        try (Exchange exchange = connections.exchange(target)) {
            ask(exchange, false, body);
            return new String(exchange.whole(4096, AnswerRoom.ENDLESS.share()), UTF_8);
        }
    }

    static EngineFailure failure(Connections connections, Target.Upstream target) {
        return catchThrowableOfType(EngineFailure.class, () -> whole(connections, target, "{}"));
    }

    static ResponseHead ask(Exchange exchange, boolean streamed, String body) throws IOException, EngineFailure {
        byte[] bytes = body.getBytes(UTF_8);
        return exchange.ask(
                new RequestHead.Ask(streamed, "req_1", null, bytes.length), out -> out.write(bytes, 0, bytes.length));
    }

    static Target.Upstream with(Target.Upstream target, Access access, int concurrency, Timeouts times) {
        return new Target.Upstream(
                target.url(), target.model(), access, 1, concurrency, times, ParameterMap.NONE, Manners.USUAL);
    }
}

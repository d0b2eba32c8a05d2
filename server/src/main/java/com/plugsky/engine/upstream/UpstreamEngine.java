package com.plugsky.engine.upstream;

import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.IgnoredHeader;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.edit.Outgoing;
import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.engine.upstream.http.ResponseHead;
import com.plugsky.engine.upstream.net.Connections;
import com.plugsky.engine.upstream.net.Exchange;
import com.plugsky.engine.upstream.relay.EventRelay;
import com.plugsky.engine.upstream.relay.JsonRelay;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import com.plugsky.engine.upstream.relay.fault.Redaction;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.util.Map;

/**
 * The engine that asks another server: the caller's bytes go out with the target's edits, the answer comes back repaired.
 *
 * <p>When the caller leaves, the connection to the upstream is closed at once, in every phase.
 */
public final class UpstreamEngine implements Engine {

    private static final int OK = 200;
    private static final String JSON = "application/json";
    private static final String REPAIRS = "x-plugsky-repairs";

    /** Small at first, since every stream has one for as long as it runs; it grows for those that bring more at once. */
    private static final int READ_BYTES = 1024;

    private static final int MOST_READ_BYTES = 16 * 1024;

    private final Connections connections;
    private final int maxAnswerBytes;
    private final AnswerRoom room;

    /**
     * An engine over these connections.
     *
     * @param maxAnswerBytes of an answer that is not streamed
     * @param room for all of them
     */
    public UpstreamEngine(Connections connections, int maxAnswerBytes, AnswerRoom room) {
        this.connections = connections;
        this.maxAnswerBytes = maxAnswerBytes;
        this.room = room;
    }

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure {
        if (!(candidate.target() instanceof Target.Upstream target)) {
            throw new IllegalArgumentException("target: " + candidate.target() + " (expected: an upstream)");
        }
        Outgoing outgoing = Outgoing.of(request, target);
        boolean streamed = Boolean.TRUE.equals(request.view().getStream());
        Relaying how = new Relaying(
                        candidate.model().id(),
                        outgoing.usageAsked(),
                        target.manners().strict())
                .asks(request)
                .cuts(new Redaction(
                        () -> PrivateTexts.of(target, candidate.model().id())));
        try (Exchange exchange = connections.exchange(target);
                AnswerRoom.Share share = room.share()) {
            sink.onGone(exchange::abort);
            var ask = new RequestHead.Ask(streamed, request.id(), request.trace(), outgoing.length());
            ResponseHead answer = exchange.ask(ask, outgoing::writeTo);
            if (answer.status() != OK) {
                byte[] body = exchange.beginning(UpstreamErrors.MAX_BODY_BYTES);
                throw UpstreamErrors.of(answer.status(), answer.headers(), body, how.redaction());
            }
            if (streamed && answer.mediaType().equals(JSON)) {
                throw UpstreamErrors.whole(exchange.beginning(UpstreamErrors.MAX_BODY_BYTES), how.redaction());
            }
            check(streamed, answer.mediaType());
            Map<String, String> head = AllowedHeaders.of(answer);
            if (!outgoing.ignored().isEmpty()) {
                head.put(IgnoredHeader.NAME, IgnoredHeader.value(outgoing.ignored()));
            }
            if (streamed) {
                relayEvents(exchange, new EventRelay(how, sink, share), head, sink);
            } else {
                relayJson(whole(exchange, share), how, head, sink);
            }
        }
    }

    private byte[] whole(Exchange exchange, AnswerRoom.Share share) throws IOException, EngineFailure {
        byte[] body = exchange.whole(maxAnswerBytes, share);
        exchange.close(); // the next request need not wait until the caller has read this answer
        if (body.length == 0) {
            throw nonsense("The upstream's answer is empty");
        }
        return body;
    }

    private static void relayJson(byte[] body, Relaying how, Map<String, String> head, Sink sink)
            throws IOException, EngineFailure {
        JsonRelay.Relayed relayed = JsonRelay.relay(body, how);
        if (!relayed.repairs().isEmpty()) {
            head.put(REPAIRS, String.join(",", relayed.repairs()));
        }
        sink.head(head);
        sink.json(relayed.body());
        sink.repaired(relayed.repairs());
        sink.end(relayed.usage());
    }

    private static void relayEvents(Exchange exchange, EventRelay relay, Map<String, String> head, Sink sink)
            throws IOException, EngineFailure {
        sink.head(head);
        try {
            sink.end(relayed(exchange, relay));
        } finally {
            sink.repaired(relay.repairs());
        }
        exchange.finish();
    }

    private static Usage relayed(Exchange exchange, EventRelay relay) throws IOException, EngineFailure {
        byte[] bytes = new byte[READ_BYTES];
        while (!relay.done()) {
            int count = exchange.read(bytes);
            if (count < 0) {
                break;
            }
            relay.feed(bytes, 0, count);
            if (count == bytes.length && count < MOST_READ_BYTES) {
                bytes = new byte[4 * count];
            }
            if (relay.started()) {
                exchange.flows();
            }
        }
        return relay.end(exchange.delimited());
    }

    /** Types that say plainly that something else was asked or answered; a missing or odd one is left to whoever reads the body. */
    private static void check(boolean streamed, String type) throws EngineFailure {
        boolean events = type.equals("text/event-stream");
        if (!streamed && events) {
            throw nonsense("The upstream answered a request for a whole answer with a stream");
        }
        if (type.endsWith("html") || type.endsWith("xml")) {
            throw nonsense("The upstream answered with a web page");
        }
    }

    private static EngineFailure nonsense(String message) {
        return new EngineFailure(EngineFailure.Kind.UPSTREAM, ApiError.of(ErrorCode.UPSTREAM_ERROR, message, null));
    }
}

package com.plugsky.chat;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.fleet.Price;
import com.plugsky.observe.Outcome;
import com.plugsky.observe.RequestEntry;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sink of one answer, which says in its head who answers, and notes what the request log wants to know.
 *
 * <p>The head is held back until the first bytes of the body: only then is it certain which candidate answers.
 */
final class TracedSink implements RawSink {

    private final Sink sink;
    private final Route route;
    private final Clock clock;
    private Map<String, String> engineHead = Map.of();
    private @Nullable Candidate tried;
    private int attempts;
    private boolean begun;
    private @Nullable Instant firstChunk;
    private Usage usage = Usage.NONE;
    private Set<String> repairs = Set.of();

    TracedSink(Sink sink, Route route, Clock clock) {
        this.sink = sink;
        this.route = route;
        this.clock = clock;
    }

    /** Notes the candidate that is tried next; what the one before wrote into the head, or put right, is void. */
    void tries(Candidate candidate, int attempt) {
        tried = candidate;
        attempts = attempt;
        engineHead = Map.of();
        repairs = Set.of();
    }

    @Override
    public void head(Map<String, String> headers) {
        engineHead = Map.copyOf(headers);
    }

    @Override
    public void json(byte[] completion) throws IOException {
        sink.head(wholeHead());
        sink.json(completion);
    }

    @Override
    public void event(byte[] events, int offset, int length) throws IOException {
        if (firstChunk == null) {
            firstChunk = clock.instant();
            sink.head(wholeHead());
        }
        sink.event(events, offset, length);
    }

    @Override
    public void begin(int status, Map<String, String> headers) throws IOException {
        begun = true;
        raw().begin(status, headers);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
        if (!begun && firstChunk == null) {
            firstChunk = clock.instant();
        }
        raw().bytes(bytes, offset, length);
    }

    @Override
    public void hangUp() throws IOException {
        raw().hangUp();
    }

    @Override
    public void reset() throws IOException {
        raw().reset();
    }

    /** The sink as it is, with its head if nothing has left before. */
    private RawSink raw() {
        if (!(sink instanceof RawSink raw)) {
            throw new IllegalStateException("this caller's connection is out of reach");
        }
        if (!sink.started()) {
            sink.head(wholeHead());
        }
        return raw;
    }

    @Override
    public void end(Usage spent) throws IOException {
        usage = spent;
        sink.end(spent);
    }

    @Override
    public void repaired(Set<String> names) {
        repairs = names;
    }

    @Override
    public boolean started() {
        return sink.started();
    }

    @Override
    public boolean gone() {
        return sink.gone();
    }

    @Override
    public void onGone(Runnable action) {
        sink.onGone(action);
    }

    /** How the answer ended, once it has. */
    RequestEntry.Ending ending(Outcome outcome, Instant receivedAt) {
        Candidate answered = sink.started() ? tried : null;
        return new RequestEntry.Ending(
                outcome,
                answered == null ? null : answered.model().id(),
                attempts,
                usage,
                answered == null ? null : cost(answered),
                Duration.between(receivedAt, clock.instant()),
                firstChunk == null ? null : Duration.between(receivedAt, firstChunk));
    }

    /** What the engine put right in the answer. */
    Set<String> repairs() {
        return repairs;
    }

    private @Nullable BigDecimal cost(Candidate candidate) {
        Price price = candidate.model().price();
        return price == null ? null : price.of(usage.promptTokens(), usage.completionTokens());
    }

    private Map<String, String> wholeHead() {
        var head = new LinkedHashMap<>(engineHead);
        if (tried != null) {
            head.put("x-plugsky-model", tried.model().id());
            head.put("x-plugsky-attempts", String.valueOf(attempts));
        }
        String ignored = IgnoredParams.joined(route.ignored(), head.get(IgnoredParams.HEADER));
        if (!ignored.isEmpty()) {
            head.put(IgnoredParams.HEADER, ignored);
        }
        return head;
    }
}

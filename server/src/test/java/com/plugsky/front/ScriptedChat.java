package com.plugsky.front;

import com.plugsky.chat.Answer;
import com.plugsky.chat.ChatContext;
import com.plugsky.contract.api.ChatApi;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * A chat operation that does what the model of the request says: {@code echo} answers with the request's user, {@code stall}
 * waits until the caller leaves or the test releases it, the others fail.
 */
final class ScriptedChat implements ChatApi {
    /** The event of a stream before it stalls. */
    static final String EVENT = "data: {\"first\":true}\n\n";

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger departures = new AtomicInteger();
    private final AtomicLong flooded = new AtomicLong();
    private final CountDownLatch floodEnded = new CountDownLatch(1);

    /**
     * A request that waits.
     *
     * @param gone is counted down when the caller has left
     */
    record Waiting(String user, Sink sink, CountDownLatch gone, CountDownLatch release) {}

    /** How many bytes of floods were taken by the connection or by the server's buffers. */
    long flooded() {
        return flooded.get();
    }

    /** Is counted down when a flood has ended. */
    CountDownLatch floodEnded() {
        return floodEnded;
    }

    /** How many callers of {@code echo-slowly} were taken for gone. */
    int departures() {
        return departures.get();
    }

    /** The requests that wait, in the order of their coming. */
    BlockingQueue<Waiting> waiting() {
        return waiting;
    }

    @Override
    public ResponseEntity<?> createChatCompletion(ChatCompletionRequest request, @Nullable String idempotencyKey) {
        String user = String.valueOf(request.getUser());
        Answer answer = switch (request.getModel()) {
            case "echo" -> sink -> json(sink, user);
            case "echo-slowly" -> sink -> echoSlowly(sink, user);
            case "stall" -> sink -> stall(sink, user, Boolean.TRUE.equals(request.getStream()));
            case "stall-late" -> sink -> stallAfterAnEvent(sink, user);
            case "stall-let-go" ->
                sink -> {
                    ChatContext.CURRENT.get().request().sent().letGo();
                    stallAfterAnEvent(sink, user);
                };
            case "flood" -> this::flood;
            case "hang-up" -> sink -> breakOff((RawSink) sink, request, RawSink::hangUp);
            case "reset" -> sink -> breakOff((RawSink) sink, request, RawSink::reset);
            case "teapot" -> sink -> teapot((RawSink) sink);
            case "crumbs" -> sink -> crumbs((RawSink) sink);
            case "refuse" -> sink -> refuse();
            case "fail" -> sink -> fail();
            case "fail-late" -> ScriptedChat::failLate;
            default -> sink -> crash();
        };
        return ResponseEntity.ok().header("x-plugsky-model", request.getModel()).body(answer);
    }

    private static void json(Sink sink, String user) throws IOException {
        sink.head(Map.of("x-plugsky-attempts", "1"));
        sink.json(("{\"user\":\"" + user + "\"}").getBytes(StandardCharsets.UTF_8));
        sink.end(new Usage(1, 1, 0));
    }

    /** Leaves the watch time to look. */
    private void echoSlowly(Sink sink, String user) throws IOException {
        sink.onGone(departures::incrementAndGet);
        LockSupport.parkNanos(user.hashCode() % 4 * 1_000_000L);
        json(sink, user);
    }

    private void stall(Sink sink, String user, boolean stream) throws IOException {
        sink.head(Map.of("x-plugsky-attempts", "1"));
        await(sink, user);
        if (sink.gone()) {
            return;
        }
        if (stream) {
            event(sink, EVENT + "data: [DONE]\n\n");
        } else {
            sink.json("{}".getBytes(StandardCharsets.UTF_8));
        }
        sink.end(new Usage(1, 1, 0));
    }

    private void stallAfterAnEvent(Sink sink, String user) throws IOException {
        event(sink, EVENT);
        await(sink, user);
        event(sink, "data: [DONE]\n\n");
    }

    private void await(Sink sink, String user) {
        var here = new Waiting(user, sink, new CountDownLatch(1), new CountDownLatch(1));
        sink.onGone(here.gone()::countDown);
        sink.onGone(here.release()::countDown);
        waiting.add(here);
        try {
            here.release().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flood(Sink sink) throws IOException {
        String event = "data: " + "x".repeat(1000) + "\n\n";
        try {
            while (!sink.gone()) {
                event(sink, event);
                flooded.addAndGet(event.length());
            }
        } finally {
            floodEnded.countDown();
        }
    }

    private interface End {
        void of(RawSink sink) throws IOException;
    }

    /** Streams as many events as the user says; JSON is begun, and if the user says so, half written. */
    private static void breakOff(RawSink sink, ChatCompletionRequest request, End end)
            throws IOException, EngineFailure {
        int pieces = Integer.parseInt(String.valueOf(request.getUser()));
        if (Boolean.TRUE.equals(request.getStream())) {
            for (int i = 0; i < pieces; i++) {
                event(sink, EVENT);
            }
        } else {
            sink.begin(200, Map.of("content-type", "application/json", "content-length", "100"));
            sink.bytes(new byte[50 * pieces], 0, 50 * pieces);
        }
        end.of(sink);
        failOnPurpose();
    }

    private static void teapot(RawSink sink) throws IOException, EngineFailure {
        sink.begin(418, Map.of("content-type", "text/plain", "x-tea", "green"));
        sink.bytes("no ".getBytes(StandardCharsets.UTF_8), 0, 3);
        sink.bytes("coffee".getBytes(StandardCharsets.UTF_8), 0, 6);
        failOnPurpose();
    }

    /** Waits after each piece until somebody looks at it. */
    private void crumbs(RawSink sink) throws IOException {
        byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
        sink.bytes(event, 0, 3);
        await(sink, "crumbs");
        sink.bytes(event, 3, event.length - 3);
    }

    private static void failOnPurpose() throws EngineFailure {
        throw new EngineFailure(EngineFailure.Kind.REFUSED, ApiError.of(ErrorCode.SERVER_ERROR, "on purpose", null));
    }

    private static void refuse() {
        throw Refusal.of(
                ErrorCode.MODEL_NOT_FOUND,
                "no " + ChatContext.CURRENT.get().request().id(),
                "model");
    }

    private static void fail() throws EngineFailure {
        throw new EngineFailure(
                EngineFailure.Kind.CAPACITY,
                ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, "busy", null),
                Duration.ofMillis(2500));
    }

    private static void failLate(Sink sink) throws IOException, EngineFailure {
        event(sink, EVENT);
        throw new EngineFailure(EngineFailure.Kind.UPSTREAM, ApiError.of(ErrorCode.UPSTREAM_ERROR, "broken", null));
    }

    private static void crash() {
        throw new IllegalStateException("com.plugsky.secret");
    }

    private static void event(Sink sink, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.event(bytes, 0, bytes.length);
    }
}

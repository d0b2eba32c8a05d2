package com.plugsky.front;

import com.plugsky.access.Caller;
import com.plugsky.chat.Answer;
import com.plugsky.chat.Binder;
import com.plugsky.chat.ChatContext;
import com.plugsky.chat.once.Once;
import com.plugsky.contract.api.ChatApi;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * The front of the chat operation: reads the body, binds the contract's model, calls the generated operation, and lets its
 * answer write itself. It stands where Spring MVC would, at a third of the cost.
 */
final class ChatServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ChatServlet.class);

    private static final String RETRY_COUNT = "x-stainless-retry-count";

    private final transient BodyReader bodies;
    private final transient Binder binder;
    private final transient ChatApi chat;
    private final transient ClientWatch watch;
    private final transient Duration silence;
    private final transient LongAdder streams = new LongAdder();

    /** Takes the parts in the order in which a request meets them; {@code silence} is how long a stream may say nothing. */
    ChatServlet(BodyReader bodies, Binder binder, ChatApi chat, ClientWatch watch, Duration silence) {
        this.bodies = bodies;
        this.binder = binder;
        this.chat = chat;
        this.watch = watch;
        this.silence = silence;
    }

    /** How many streams are being answered now. */
    long streams() {
        return streams.sum();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arrival arrival = Arrival.of(request);
        ChatRequest asked = asked(arrival, request);
        try {
            answer(arrival, asked, request.getHeader(Once.KEY), response);
        } finally {
            asked.sent().letGo();
        }
    }

    /** The request, which alone holds its body from here on. */
    private ChatRequest asked(Arrival arrival, HttpServletRequest request) {
        byte[] body = bodies.read(request);
        Runnable release = bodies.releasing(body);
        boolean bound = false;
        try {
            ChatRequest asked = binder.bind(arrival.id(), arrival.passage().trace(), body)
                    .repeated(repetition(request.getHeader(RETRY_COUNT)));
            asked.sent().whenLetGo(release);
            bound = true;
            return asked;
        } finally {
            if (!bound) {
                release.run();
            }
        }
    }

    private void answer(
            Arrival arrival, ChatRequest asked, @Nullable String idempotencyKey, HttpServletResponse response)
            throws IOException {
        boolean streamed = Boolean.TRUE.equals(asked.view().getStream());
        if (streamed) {
            streams.increment();
        }
        try (var sink = new ServletSink(arrival, response, streamed, silence)) {
            watch.add(sink);
            tell(sink, context(arrival, asked), () -> run(asked, idempotencyKey, response, sink));
            if (sink.gone()) {
                gone(arrival, response);
            }
        } finally {
            if (streamed) {
                streams.decrement();
            }
        }
    }

    /** How often the caller's SDK says to have sent this before; what is no number says nothing. */
    private static int repetition(@Nullable String count) {
        if (count == null
                || count.isEmpty()
                || count.length() > 3
                || !count.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(count, 0, count.length(), 10);
    }

    private static ChatContext context(Arrival arrival, ChatRequest asked) {
        return new ChatContext(asked, Caller.CURRENT.get(), arrival.passage());
    }

    /** Runs the operation in its scope, and tells the caller how it failed if it did. */
    private static void tell(ServletSink sink, ChatContext context, Running running) throws IOException {
        try {
            ScopedValue.where(ChatContext.CURRENT, context).call(() -> {
                running.run();
                return null;
            });
        } catch (Refusal refusal) {
            sink.fail(refusal.error());
        } catch (EngineFailure failure) {
            sink.fail(told(failure));
        } catch (IOException e) {
            if (!sink.gone()) {
                throw e;
            }
        } catch (Exception | StackOverflowError e) {
            LOG.error("Request {} failed", context.request().id(), e);
            sink.fail(HttpFaults.serverError());
        }
    }

    private interface Running {
        void run() throws IOException, EngineFailure;
    }

    private void run(ChatRequest asked, @Nullable String idempotencyKey, HttpServletResponse response, ServletSink sink)
            throws IOException, EngineFailure {
        ResponseEntity<?> entity = chat.createChatCompletion(asked.view(), idempotencyKey);
        response.setStatus(entity.getStatusCode().value());
        entity.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (!(entity.getBody() instanceof Answer answer)) {
            throw new IllegalStateException("the chat operation answered with " + entity.getBody());
        }
        answer.write(sink);
    }

    /** The error of an engine, with the wait that it asked for. */
    private static ApiError told(EngineFailure failure) {
        Duration wait = failure.retryAfter();
        if (wait == null || failure.error().headers().containsKey("retry-after")) {
            return failure.error();
        }
        return failure.error()
                .withHeader(
                        "retry-after",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))
                .withHeader("retry-after-ms", Long.toString(Math.max(1, wait.toMillis())));
    }

    /** Ends the exchange with a caller who left: one that closed its sending half alone still reads this. */
    private static void gone(Arrival arrival, HttpServletResponse response) throws IOException {
        ApiError error =
                ApiError.of(ErrorCode.MALFORMED_REQUEST, "The connection was closed before the answer was ready", null);
        ErrorAnswer.write(arrival, response, error.withHeader("connection", "close"));
    }
}

package com.plugsky.chat;

import com.plugsky.chat.once.Once;
import com.plugsky.chat.once.Turn;
import com.plugsky.contract.api.ChatApi;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.dispatch.Dispatcher;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.observe.Outcome;
import com.plugsky.observe.RequestEntry;
import com.plugsky.observe.RequestLog;
import com.plugsky.routing.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The flow of a chat request: choose a model, say what was decided, try the candidates, remember how it ended.
 *
 * <p>It is a component and no MVC controller: the chat servlet is the only way in, with the request checked and the
 * {@link ChatContext} bound. Safe for use by many threads.
 */
@Component
final class ChatCompletions implements ChatApi {

    private final ModelChoice choice;
    private final Dispatcher dispatcher;
    private final Once once;
    private final RequestLog log;
    private final Clock clock;

    ChatCompletions(ModelChoice choice, Dispatcher dispatcher, Once once, RequestLog log, Clock clock) {
        this.choice = choice;
        this.dispatcher = dispatcher;
        this.once = once;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<?> createChatCompletion(ChatCompletionRequest body, @Nullable String idempotencyKey) {
        ChatContext context = ChatContext.CURRENT.get();
        if (idempotencyKey == null) {
            Route route = choice.choose(body, context.caller()).route();
            return response(decision(route), sink -> answer(context, route, sink));
        }
        return switch (once.claim(
                context.caller(), idempotencyKey, context.request().body())) {
            case Turn.First first -> first(context, body, first);
            case Turn.Again again -> response(Map.of(Once.REPLAYED, "true"), sink -> again(context, again, sink));
        };
    }

    private ResponseEntity<?> first(ChatContext context, ChatCompletionRequest body, Turn.First first) {
        boolean routed = false;
        try {
            Route route = choice.choose(body, context.caller()).route();
            routed = true;
            return response(decision(route), first.noting(decision(route), sink -> answer(context, route, sink)));
        } finally {
            if (!routed) {
                first.forget();
            }
        }
    }

    private static ResponseEntity<?> response(Map<String, String> headers, Answer answer) {
        var response = ResponseEntity.ok();
        headers.forEach(response::header);
        return response.body(answer);
    }

    /** What is certain before anybody is tried; who answers, and at which attempt, stands in the head of the answer. */
    private static Map<String, String> decision(Route route) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (route.strategy() != null) {
            headers.put("x-plugsky-strategy", route.strategy().wire());
        }
        if (route.rule() != null) {
            headers.put("x-plugsky-rule", route.rule());
        }
        return headers;
    }

    /** An answer that cost nothing, because it had been made before. */
    private void again(ChatContext context, Turn.Again again, Sink sink) throws IOException, EngineFailure {
        Outcome outcome = Outcome.ERROR;
        try {
            again.write(sink);
            outcome = Outcome.OK;
        } finally {
            ChatRequest request = context.request();
            var entry = new RequestEntry(
                    request.id(),
                    context.caller(),
                    request.view().getUser(),
                    request.receivedAt(),
                    new RequestEntry.Decision(request.view().getModel(), null, null, null),
                    RequestEntry.Ending.replayed(
                            sink.gone() ? Outcome.CANCELLED : outcome,
                            Duration.between(request.receivedAt(), clock.instant())));
            log.add(entry);
            context.passage().repeated(entry);
        }
    }

    private void answer(ChatContext context, Route route, Sink caller) throws IOException, EngineFailure {
        var sink = new TracedSink(caller, route, clock);
        String user = context.request().view().getUser();
        Outcome outcome = Outcome.ERROR;
        try {
            dispatcher.run(context.request(), route, sink, (candidate, attempt) -> {
                context.passage().tries(candidate);
                sink.tries(candidate, attempt);
            });
            outcome = Outcome.OK;
        } catch (IOException gone) {
            outcome = Outcome.CANCELLED;
            throw gone;
        } finally {
            Outcome end = sink.gone() ? Outcome.CANCELLED : outcome;
            RequestEntry entry = entry(
                    context, user, route, sink.ending(end, context.request().receivedAt()));
            log.add(entry);
            context.passage().answered(entry, sink.repairs());
        }
    }

    private static RequestEntry entry(
            ChatContext context, @Nullable String user, Route route, RequestEntry.Ending ending) {
        ChatRequest request = context.request();
        return new RequestEntry(
                request.id(), context.caller(), user, request.receivedAt(), RequestEntry.Decision.of(route), ending);
    }
}

package com.plugsky.chat;

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
import org.springframework.http.HttpHeaders;
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
    private final RequestLog log;
    private final Clock clock;

    ChatCompletions(ModelChoice choice, Dispatcher dispatcher, RequestLog log, Clock clock) {
        this.choice = choice;
        this.dispatcher = dispatcher;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<?> createChatCompletion(ChatCompletionRequest body) {
        ChatContext context = ChatContext.CURRENT.get();
        Route route = choice.choose(body, context.caller()).route();
        Answer answer = sink -> answer(context, route, sink);
        return ResponseEntity.ok().headers(decision(route)).body(answer);
    }

    /** What is certain before anybody is tried; who answers, and at which attempt, stands in the head of the answer. */
    private static HttpHeaders decision(Route route) {
        var headers = new HttpHeaders();
        if (route.strategy() != null) {
            headers.set("x-plugsky-strategy", route.strategy().wire());
        }
        if (route.rule() != null) {
            headers.set("x-plugsky-rule", route.rule());
        }
        return headers;
    }

    private void answer(ChatContext context, Route route, Sink caller) throws IOException, EngineFailure {
        var sink = new TracedSink(caller, route, clock);
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
            RequestEntry entry =
                    entry(context, route, sink.ending(end, context.request().receivedAt()));
            log.add(entry);
            context.passage().answered(entry, sink.repairs());
        }
    }

    private static RequestEntry entry(ChatContext context, Route route, RequestEntry.Ending ending) {
        ChatRequest request = context.request();
        return new RequestEntry(
                request.id(),
                context.caller(),
                request.view().getUser(),
                request.receivedAt(),
                RequestEntry.Decision.of(route),
                ending);
    }
}

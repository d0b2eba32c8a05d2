package com.plugsky.chat;

import com.plugsky.access.Caller;
import com.plugsky.contract.api.PlugskyApi;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.observe.RequestLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Plugsky's own operations: the dry run of routing and the log of requests. */
@RestController
final class PlugskyController implements PlugskyApi {

    private final ModelChoice choice;
    private final RequestLog log;

    PlugskyController(ModelChoice choice, RequestLog log) {
        this.choice = choice;
        this.log = log;
    }

    @Override
    public ResponseEntity<?> previewRoute(ChatCompletionRequest body) {
        return ResponseEntity.ok(RouteCard.of(choice.choose(body, Caller.CURRENT.get())));
    }

    @Override
    public ResponseEntity<?> listRequests(@Nullable Integer limit, @Nullable String after) {
        int size = limit == null ? RequestLog.USUAL_PAGE : limit;
        return ResponseEntity.ok(LogCards.of(log.page(Caller.CURRENT.get(), size, after)));
    }
}

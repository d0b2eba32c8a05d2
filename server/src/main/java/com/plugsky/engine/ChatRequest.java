package com.plugsky.engine;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.Members;
import java.time.Instant;

/**
 * One accepted chat request: the caller's own bytes beside their typed view, read once and handed on as they are.
 *
 * @param id the id of this request on the wire and in the log, {@code req_...}
 * @param body the bytes as they came; nobody changes them
 * @param view the same body as the contract's generated type, validated
 * @param members where the top-level members stand in {@code body}
 * @param receivedAt when the body was complete
 * @param trace what a server that is asked on behalf of this request is told of it
 */
public record ChatRequest(
        String id, byte[] body, ChatCompletionRequest view, Members members, Instant receivedAt, Trace trace) {

    /** A request that begins a trace of its own. */
    public ChatRequest(String id, byte[] body, ChatCompletionRequest view, Members members, Instant receivedAt) {
        this(id, body, view, members, receivedAt, Trace.start(true));
    }
}

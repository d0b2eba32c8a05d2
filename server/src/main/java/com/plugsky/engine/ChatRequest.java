package com.plugsky.engine;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.Members;
import java.time.Instant;

/**
 * One accepted chat request: the caller's own bytes beside their typed view, read once and handed on as they are.
 *
 * @param id the id of this request on the wire and in the log, {@code req_...}
 * @param sent the bytes and their view, until an answer begins
 * @param receivedAt when the body was complete
 * @param trace what a server that is asked on behalf of this request is told of it
 * @param repetition how often the caller's SDK says to have sent it before
 */
public record ChatRequest(String id, Sent sent, Instant receivedAt, Trace trace, int repetition) {

    /** One that is sent for the first time, and begins a trace of its own. */
    public ChatRequest(String id, byte[] body, ChatCompletionRequest view, Members members, Instant receivedAt) {
        this(id, new Sent(body, view, members), receivedAt, Trace.start(true), 0);
    }

    /** The bytes as they came; nobody changes them. */
    public byte[] body() {
        return sent.body();
    }

    /** The same body as the contract's generated type, validated. */
    public ChatCompletionRequest view() {
        return sent.view();
    }

    /** Where the top-level members stand in the {@link #body}. */
    public Members members() {
        return sent.members();
    }

    /** The same as one attempt asks it, which is a part of the trace of its own. */
    public ChatRequest attempted() {
        return new ChatRequest(id, sent, receivedAt, trace.child(), repetition);
    }

    /** The same, sent once more. */
    public ChatRequest repeated(int times) {
        return times == repetition ? this : new ChatRequest(id, sent, receivedAt, trace, times);
    }
}

package com.plugsky.engine.upstream;

import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.routing.Candidate;

/** The engine that asks another server. */
public final class UpstreamEngine implements Engine {

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws EngineFailure {
        throw new EngineFailure(
                EngineFailure.Kind.CONNECT, ApiError.of(ErrorCode.UPSTREAM_ERROR, "No upstream can be reached", null));
    }
}

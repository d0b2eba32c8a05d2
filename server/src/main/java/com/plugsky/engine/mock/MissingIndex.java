package com.plugsky.engine.mock;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.FunctionTool;
import com.plugsky.contract.model.Tool;
import com.plugsky.engine.RawSink;
import com.plugsky.stream.Sse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mock/missing-index}: two tool calls in pieces that do not say which call they belong to, but repeat id and name. As
 * JSON the arguments are an object where a text that holds one belongs.
 */
record MissingIndex(String function) implements Fault {

    private static final String USUAL = "get_weather";
    private static final String FINISH = "tool_calls";
    private static final List<String> PLACES = List.of("Lima", "Oslo");

    /** Calls the request's first function, so that a client finds what it is asked to do. */
    static MissingIndex of(ChatCompletionRequest request) {
        List<Tool> tools = request.getTools();
        for (Tool tool : tools == null ? List.<Tool>of() : tools) {
            if (tool instanceof FunctionTool named) {
                return new MissingIndex(named.getFunction().getName());
            }
        }
        return new MissingIndex(USUAL);
    }

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException {
        var deltas = new ArrayList<String>();
        deltas.add("{\"role\":\"assistant\",\"content\":null}");
        for (int call = 0; call < PLACES.size(); call++) {
            deltas.add(delta(call, "{\\\"place\\\":"));
            deltas.add(delta(call, "\\\"" + PLACES.get(call) + "\\\"}"));
        }
        for (String event : answer.events(deltas, FINISH)) {
            Written.event(caller, event);
        }
        Written.event(caller, Sse.DONE);
        caller.end(answer.usage());
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException {
        var calls = new ArrayList<String>();
        for (int call = 0; call < PLACES.size(); call++) {
            calls.add(call(call, "{\"place\":\"" + PLACES.get(call) + "\"}"));
        }
        String message = "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":["
                + String.join(",", calls) + "]}";
        Written.json(caller, answer.json(message, FINISH));
        caller.end(answer.usage());
    }

    private String delta(int call, String piece) {
        return "{\"tool_calls\":[" + call(call, "\"" + piece + "\"") + "]}";
    }

    private String call(int call, String arguments) {
        return "{\"id\":\"call_" + (call + 1) + "\",\"type\":\"function\",\"function\":{\"name\":\"" + function
                + "\",\"arguments\":" + arguments + "}}";
    }
}

package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream has said of one choice so far. */
final class ChoiceState {

    private static final int MOST_TOOLS = 1024;

    private final int index;
    private final List<Tool> tools = new ArrayList<>(0);
    private boolean begun;
    private boolean finished;

    ChoiceState(int index) {
        this.index = index;
    }

    /** A call: its place among those of the choice, the index that the upstream has for it (-1: none), id and name as JSON. */
    static final class Tool {
        final int place;
        final int index;
        byte @Nullable [] id;
        byte @Nullable [] name;

        Tool(int place, int index) {
            this.place = place;
            this.index = index;
        }
    }

    int index() {
        return index;
    }

    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    boolean finished() {
        return finished;
    }

    void finish() {
        finished = true;
    }

    boolean calls() {
        return !tools.isEmpty();
    }

    /** The call that a delta goes on with; null if it begins another one. */
    @Nullable
    Tool going(int toolIndex, Span id, Span name) {
        for (int i = tools.size() - 1; i >= 0; i--) {
            Tool tool = tools.get(i);
            if (tool.index != toolIndex) {
                continue;
            }
            if (!id.isText()) {
                boolean other = name.isText() && tool.name != null && !name.is(tool.name);
                return other ? null : tool;
            }
            if (tool.id == null || id.is(tool.id)) {
                return tool;
            }
        }
        return null;
    }

    /** The next call. */
    Tool begin(int toolIndex, Span id, Span name) throws EngineFailure {
        if (tools.size() == MOST_TOOLS) {
            throw UpstreamErrors.broken("more than " + MOST_TOOLS + " tool calls");
        }
        var tool = new Tool(tools.size(), toolIndex);
        tool.id = id.isText() ? id.copy() : null;
        tool.name = name.isText() ? name.copy() : null;
        tools.add(tool);
        return tool;
    }
}

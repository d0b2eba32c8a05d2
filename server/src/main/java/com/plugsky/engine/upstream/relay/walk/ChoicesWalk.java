package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;
import java.util.ArrayList;
import java.util.List;

/** The walk through the choices of a chunk, which remembers what each of them has said. */
final class ChoicesWalk {

    private static final int MOST_CHOICES = 1024;
    private static final byte[] NO_FINISH = Names.member(Names.FINISH_REASON, Names.NULL);
    private static final byte[] FIRST_DELTA = Names.ascii("{\"role\":\"assistant\"}");
    private static final byte[] ROLE = Names.member(Names.ROLE, Names.ASSISTANT);

    private final JsonCursor json;
    private final Edits edits;
    private final Repairs repairs;
    private final boolean namedTool;
    private final ObjectWalk choice;
    private final ObjectWalk delta;
    private final ToolDelta tool;
    private final List<ChoiceState> states = new ArrayList<>(1);
    private final Span index = new Span();
    private final Span deltaAt = new Span();
    private final Span finish = new Span();
    private final Span role = new Span();
    private int count;
    private boolean spoke;

    ChoicesWalk(JsonCursor json, Edits edits, Repairs repairs, Relaying.Asked asked) {
        this.json = json;
        this.edits = edits;
        this.repairs = repairs;
        this.namedTool = asked.namedTool();
        this.choice = new ObjectWalk(json, edits);
        this.delta = new ObjectWalk(json, edits);
        this.tool = new ToolDelta(
                json, edits, repairs, asked.id().substring(asked.id().indexOf('-') + 1));
    }

    /** All choices that have begun. */
    List<ChoiceState> states() {
        return states;
    }

    /** Whether there are choices, as many as were asked for, and all have finished. */
    boolean finished(int asked) {
        if (states.size() < asked) {
            return false;
        }
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).finished()) {
                return false;
            }
        }
        return true;
    }

    /** Passes the list of choices at a place and repairs it. */
    void relay(Span choices) throws BrokenJson, EngineFailure {
        count = 0;
        spoke = false;
        if (!choices.begins('[')) {
            return;
        }
        json.moveTo(choices.from());
        json.take('[');
        if (json.takeIf(']')) {
            return;
        }
        do {
            choice();
            count++;
        } while (json.takeIf(','));
    }

    /** How many choices the last list had. */
    int count() {
        return count;
    }

    /** Whether one of them said anything; a choice that has finished before has nothing to say with an empty delta. */
    boolean spoke() {
        return spoke;
    }

    private void choice() throws BrokenJson, EngineFailure {
        index.clear();
        deltaAt.clear();
        finish.clear();
        choice.begin();
        while (choice.next()) {
            int from = json.at();
            json.skip();
            if (choice.is(Names.DELTA)) {
                deltaAt.of(json, from);
            } else if (choice.is(Names.INDEX)) {
                index.of(json, from);
            } else if (choice.is(Names.FINISH_REASON)) {
                finish.of(json, from);
            }
        }
        int behind = json.at();
        ChoiceState state = state();
        boolean before = state.finished();
        boolean said = delta(state);
        finish(state);
        spoke |= said || !before;
        state.begin();
        json.moveTo(behind);
    }

    private ChoiceState state() throws EngineFailure {
        int wanted = index.number();
        if (wanted < 0) {
            repairs.note(Repair.MISSING_CHOICE_INDEX);
            wanted = count;
            replaceOrAdd(index, Names.INDEX, Names.number(count));
        }
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).index() == wanted) {
                return states.get(i);
            }
        }
        if (states.size() == MOST_CHOICES) {
            throw UpstreamErrors.broken("more than " + MOST_CHOICES + " choices");
        }
        if (wanted != states.size()) {
            repairs.find(Repair.CHOICE_ORDER);
        }
        var state = new ChoiceState(wanted);
        states.add(state);
        return state;
    }

    private void replaceOrAdd(Span span, byte[] name, byte[] value) {
        if (span.isFound()) {
            edits.replace(span.from(), span.to(), value);
        } else {
            choice.add(Names.member(name, value));
        }
    }

    /** Whether the delta says anything beside a role. */
    private boolean delta(ChoiceState state) throws BrokenJson, EngineFailure {
        if (!deltaAt.begins('{')) {
            if (deltaAt.says()) {
                throw UpstreamErrors.broken("a delta that is no object");
            }
            missingDelta(state);
            return false;
        }
        json.moveTo(deltaAt.from());
        role.clear();
        boolean said = false;
        delta.begin();
        while (delta.next()) {
            int from = json.at();
            if (delta.is(Names.TOOL_CALLS) && json.peek() == '[') {
                said |= tools(state);
                continue;
            }
            json.skip();
            if (delta.is(Names.ROLE)) {
                role(state, from);
            } else {
                said |= !isNothing(from, json.at());
            }
        }
        if (!state.begun() && !role.isFound()) {
            repairs.note(Repair.MISSING_ROLE);
            delta.add(ROLE);
        }
        return said;
    }

    private void missingDelta(ChoiceState state) throws EngineFailure {
        repairs.note(Repair.MISSING_DELTA);
        byte[] made = state.begun() ? Names.EMPTY_OBJECT : FIRST_DELTA;
        replaceOrAdd(deltaAt, Names.DELTA, made);
    }

    private void role(ChoiceState state, int from) throws EngineFailure {
        role.of(json, from);
        if (state.begun()) {
            repairs.note(Repair.REPEATED_ROLE);
            delta.leaveOut();
        } else if (!role.is(Names.ASSISTANT)) {
            repairs.note(Repair.MISSING_ROLE);
            edits.replace(from, json.at(), Names.ASSISTANT);
        }
    }

    private boolean tools(ChoiceState state) throws BrokenJson, EngineFailure {
        json.take('[');
        if (json.takeIf(']')) {
            return false;
        }
        do {
            tool.relay(state);
        } while (json.takeIf(','));
        json.take(']');
        return true;
    }

    /** Null, an empty text, list or object. */
    private boolean isNothing(int from, int to) {
        byte first = json.bytes()[from];
        return first == 'n' || (to - from == 2 && (first == '"' || first == '[' || first == '{'));
    }

    private void finish(ChoiceState state) throws EngineFailure {
        if (!finish.isFound()) {
            repairs.note(Repair.MISSING_FINISH_REASON);
            choice.add(NO_FINISH);
        } else if (finish.says() && !finish.isText()) {
            repairs.note(Repair.MISSING_FINISH_REASON);
            edits.replace(finish.from(), finish.to(), Names.NULL);
        } else if (finish.says() && state.finished()) {
            repairs.note(Repair.AFTER_FINISH);
            edits.replace(finish.from(), finish.to(), Names.NULL);
        } else if (finish.says()) {
            if (state.calls() && !namedTool && finish.is(Names.STOP)) {
                repairs.note(Repair.WRONG_FINISH_REASON);
                edits.replace(finish.from(), finish.to(), Names.CALLED);
            }
            state.finish();
        }
    }
}

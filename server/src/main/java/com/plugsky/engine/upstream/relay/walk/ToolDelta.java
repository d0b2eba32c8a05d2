package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.JsonText;
import com.plugsky.json.scan.ObjectWalk;

/** One entry of {@code delta.tool_calls}: looked at first, and walked through a second time only if something is wrong with it. */
final class ToolDelta {

    private final JsonCursor json;
    private final Edits edits;
    private final Repairs repairs;
    private final String answerId;
    private final ObjectWalk entry;
    private final ObjectWalk inner;
    private final Span index = new Span();
    private final Span id = new Span();
    private final Span type = new Span();
    private final Span name = new Span();
    private final Span arguments = new Span();
    private boolean function;

    ToolDelta(JsonCursor json, Edits edits, Repairs repairs, String answerId) {
        this.json = json;
        this.edits = edits;
        this.repairs = repairs;
        this.answerId = answerId;
        this.entry = new ObjectWalk(json, edits);
        this.inner = new ObjectWalk(json, edits);
    }

    /** Passes the entry that comes next, and repairs it. */
    void relay(ChoiceState choice) throws BrokenJson, EngineFailure {
        int start = json.at();
        look();
        ChoiceState.Tool tool = choice.going(index.number(), id, name);
        boolean begins = tool == null;
        if (tool == null) {
            tool = choice.begin(index.number(), id, name);
        }
        boolean head = begins
                ? id.isText() && (type.isText() || !function)
                : !id.isFound() && !type.isFound() && !name.isFound();
        boolean text = !arguments.isFound() || arguments.begins('"');
        if (!head || !text || index.number() != tool.place) {
            json.moveTo(start);
            repair(choice, tool, begins);
        }
    }

    private void look() throws BrokenJson {
        index.clear();
        id.clear();
        type.clear();
        name.clear();
        arguments.clear();
        function = false;
        entry.begin();
        while (entry.next()) {
            int from = json.at();
            if (isInner() && json.peek() == '{') {
                lookInside();
                continue;
            }
            json.skip();
            if (entry.is(Names.INDEX)) {
                index.of(json, from);
            } else if (entry.is(Names.ID)) {
                id.of(json, from);
            } else if (entry.is(Names.TYPE)) {
                type.of(json, from);
            }
        }
    }

    private void lookInside() throws BrokenJson {
        function |= entry.is(Names.FUNCTION);
        inner.begin();
        while (inner.next()) {
            int from = json.at();
            json.skip();
            if (inner.is(Names.NAME)) {
                name.of(json, from);
            } else if (inner.is(Names.ARGUMENTS)) {
                arguments.of(json, from);
            }
        }
    }

    private boolean isInner() {
        return entry.is(Names.FUNCTION) || entry.is(Names.CUSTOM);
    }

    private void repair(ChoiceState choice, ChoiceState.Tool tool, boolean begins) throws BrokenJson, EngineFailure {
        entry.begin();
        while (entry.next()) {
            int from = json.at();
            if (isInner() && json.peek() == '{') {
                repairInside(begins);
                continue;
            }
            json.skip();
            boolean headMember = entry.is(Names.ID) || entry.is(Names.TYPE);
            if (headMember && (!begins || !(entry.is(Names.ID) ? id : type).isText())) {
                entry.leaveOut();
                if (!begins) {
                    repairs.note(Repair.REPEATED_TOOL);
                }
            } else if (entry.is(Names.INDEX) && index.number() != tool.place) {
                repairs.note(Repair.TOOL_INDEX);
                edits.replace(from, json.at(), Names.number(tool.place));
            }
        }
        add(choice, tool, begins);
    }

    private void add(ChoiceState choice, ChoiceState.Tool tool, boolean begins) throws EngineFailure {
        if (!index.isFound()) {
            repairs.note(Repair.TOOL_INDEX);
            entry.add(Names.member(Names.INDEX, Names.number(tool.place)));
        }
        if (begins && !id.isText()) {
            repairs.note(Repair.MISSING_TOOL_ID);
            String made = "call_" + answerId + "_" + choice.index() + "_" + tool.place;
            entry.add(Names.member(Names.ID, JsonText.quoted(made)));
        }
        if (begins && function && !type.isText()) {
            repairs.note(Repair.MISSING_TOOL_TYPE);
            entry.add(Names.member(Names.TYPE, JsonText.quoted("function")));
        }
    }

    private void repairInside(boolean begins) throws BrokenJson, EngineFailure {
        inner.begin();
        while (inner.next()) {
            int from = json.at();
            json.skip();
            if (inner.is(Names.NAME) && !begins) {
                repairs.note(Repair.REPEATED_TOOL);
                inner.leaveOut();
            } else if (inner.is(Names.ARGUMENTS)) {
                Arguments.repair(json, from, edits, repairs, Names.EMPTY);
            }
        }
    }
}

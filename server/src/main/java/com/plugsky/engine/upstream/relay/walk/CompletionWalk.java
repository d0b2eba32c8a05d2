package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import com.plugsky.engine.upstream.relay.fault.Redaction;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;

/** The walk through one whole completion: what is wrong with it becomes an edit. */
public final class CompletionWalk {

    private static final byte[] NO_CONTENT = Names.member(Names.CONTENT, Names.NULL);
    private static final byte[] ROLE = Names.member(Names.ROLE, Names.ASSISTANT);
    private static final byte[] NO_ARGUMENTS = Names.member(Names.ARGUMENTS, Names.EMPTY_OBJECT_TEXT);

    private final Repairs repairs;
    private final Redaction redaction;
    private final boolean namedTool;
    private final StreamHead head;
    private final JsonCursor json = new JsonCursor();
    private final Edits edits = new Edits();
    private final ObjectWalk top = new ObjectWalk(json, edits);
    private final ObjectWalk choice = new ObjectWalk(json, edits);
    private final ObjectWalk message = new ObjectWalk(json, edits);
    private final ObjectWalk call = new ObjectWalk(json, edits);
    private final ObjectWalk function = new ObjectWalk(json, edits);
    private final TopMembers members = new TopMembers();
    private final Span choices = members.choices;
    private final Span error = members.error;
    private final Span finish = new Span();
    private final Span index = new Span();
    private final Span messageAt = new Span();

    public CompletionWalk(Relaying how, Repairs repairs) {
        this.repairs = repairs;
        this.redaction = how.redaction();
        this.namedTool = how.asked().namedTool();
        this.head = new StreamHead(how, repairs);
    }

    /** What the caller's bytes have other than the upstream's. */
    public Edits edits() {
        return edits;
    }

    /**
     * Looks a completion through.
     *
     * @return the usage as the upstream counted it
     * @throws BrokenJson it is no JSON
     * @throws EngineFailure it is an error, or no completion
     */
    public Usage relay(byte[] text) throws BrokenJson, EngineFailure {
        json.over(text, 0, text.length);
        members();
        json.end();
        if (error.says()) {
            throw UpstreamErrors.inStream(error.copy(), redaction);
        }
        if (!choices.begins('[')) {
            throw UpstreamErrors.noChunk(text, 0, text.length, redaction);
        }
        members.keep(head, Names.COMPLETION, top, edits, repairs);
        choices();
        return Counts.read(members.usage, text);
    }

    private void members() throws BrokenJson {
        top.begin();
        while (top.next()) {
            int from = json.at();
            json.skip();
            members.note(top, json, from);
        }
    }

    private void choices() throws BrokenJson, EngineFailure {
        json.moveTo(choices.from());
        json.take('[');
        if (json.takeIf(']')) {
            throw UpstreamErrors.broken("an answer without a choice");
        }
        int place = 0;
        do {
            choice(place++);
        } while (json.takeIf(','));
    }

    private void choice(int place) throws BrokenJson, EngineFailure {
        index.clear();
        finish.clear();
        messageAt.clear();
        choice.begin();
        while (choice.next()) {
            int from = json.at();
            json.skip();
            if (choice.is(Names.MESSAGE)) {
                messageAt.of(json, from);
            } else if (choice.is(Names.FINISH_REASON)) {
                finish.of(json, from);
            } else if (choice.is(Names.INDEX)) {
                index.of(json, from);
            }
        }
        int behind = json.at();
        if (!messageAt.begins('{')) {
            throw UpstreamErrors.broken("a choice without message");
        }
        if (index.number() < 0) {
            repairs.note(Repair.MISSING_CHOICE_INDEX);
            replaceOrAdd(choice, index, Names.INDEX, Names.number(place));
        }
        boolean calls = message();
        byte[] reason = calls && !namedTool ? Names.CALLED : Names.STOP;
        if (!finish.isText()) {
            repairs.note(Repair.MISSING_FINISH_REASON);
            replaceOrAdd(choice, finish, Names.FINISH_REASON, reason);
        } else if (finish.is(Names.STOP) && reason != Names.STOP) {
            repairs.note(Repair.WRONG_FINISH_REASON);
            edits.replace(finish.from(), finish.to(), reason);
        }
        json.moveTo(behind);
    }

    /** Whether it has calls. */
    private boolean message() throws BrokenJson, EngineFailure {
        boolean calls = false;
        boolean content = false;
        boolean role = false;
        json.moveTo(messageAt.from());
        message.begin();
        while (message.next()) {
            if (message.is(Names.TOOL_CALLS) && json.peek() == '[') {
                calls = calls();
                continue;
            }
            content |= message.is(Names.CONTENT);
            role |= message.is(Names.ROLE);
            json.skip();
        }
        if (!role) {
            repairs.note(Repair.MISSING_ROLE);
            message.add(ROLE);
        }
        if (!content) {
            repairs.note(Repair.MISSING_CONTENT);
            message.add(NO_CONTENT);
        }
        return calls;
    }

    private boolean calls() throws BrokenJson, EngineFailure {
        json.take('[');
        if (json.takeIf(']')) {
            return false;
        }
        do {
            call.begin();
            while (call.next()) {
                if (call.is(Names.FUNCTION) && json.peek() == '{') {
                    function();
                } else {
                    json.skip();
                }
            }
        } while (json.takeIf(','));
        json.take(']');
        return true;
    }

    private void function() throws BrokenJson, EngineFailure {
        boolean arguments = false;
        function.begin();
        while (function.next()) {
            int from = json.at();
            json.skip();
            if (function.is(Names.ARGUMENTS)) {
                arguments = true;
                Arguments.repair(json, from, edits, repairs, Names.EMPTY_OBJECT_TEXT);
            }
        }
        if (!arguments) {
            repairs.note(Repair.MISSING_ARGUMENTS);
            function.add(NO_ARGUMENTS);
        }
    }

    private void replaceOrAdd(ObjectWalk object, Span span, byte[] name, byte[] value) {
        if (span.isFound()) {
            edits.replace(span.from(), span.to(), value);
        } else {
            object.add(Names.member(name, value));
        }
    }
}

package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;

/** Where the members stand that chunks and whole completions have in common at their top. */
final class TopMembers {

    final Span id = new Span();
    final Span object = new Span();
    final Span created = new Span();
    final Span model = new Span();
    final Span choices = new Span();
    final Span usage = new Span();
    final Span error = new Span();

    void clear() {
        id.clear();
        object.clear();
        created.clear();
        model.clear();
        choices.clear();
        usage.clear();
        error.clear();
    }

    /** Notes the member at which the walk stands; its value begins at {@code from}. An error that says nothing is left out. */
    void note(ObjectWalk top, JsonCursor json, int from) {
        if (top.is(Names.ID)) {
            id.of(json, from);
        } else if (top.is(Names.MODEL)) {
            model.of(json, from);
        } else if (top.is(Names.OBJECT)) {
            object.of(json, from);
        } else if (top.is(Names.CREATED)) {
            created.of(json, from);
        } else if (top.is(Names.CHOICES)) {
            choices.of(json, from);
        } else if (top.is(Names.USAGE)) {
            usage.of(json, from);
        } else if (top.is(Names.ERROR)) {
            error.of(json, from);
            top.leaveOut();
        }
    }

    /** Repairs what says which object this is, and of which answer. */
    void keep(StreamHead head, byte[] kind, ObjectWalk top, Edits edits, Repairs repairs) throws EngineFailure {
        if (error.isFound()) {
            repairs.note(Repair.NULL_ERROR);
        }
        head.keep(top, edits, id, created, model);
        if (!object.is(kind)) {
            repairs.note(Repair.WRONG_OBJECT);
            if (object.isFound()) {
                edits.replace(object.from(), object.to(), kind);
            } else {
                top.add(Names.member(Names.OBJECT, kind));
            }
        }
    }
}

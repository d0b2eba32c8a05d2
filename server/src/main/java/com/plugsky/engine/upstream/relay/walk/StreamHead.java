package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonText;
import com.plugsky.json.scan.ObjectWalk;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** What the first chunk says of the stream, and all others must repeat: id and time; and the model, which is ours. */
final class StreamHead {

    private final Repairs repairs;
    private final byte[] ownId;
    private final byte[] ownCreated;
    private final byte[] model;
    private byte @Nullable [] id;
    private byte @Nullable [] created;

    StreamHead(Relaying how, Repairs repairs) {
        this.repairs = repairs;
        this.ownId = JsonText.quoted(how.asked().id());
        this.ownCreated = Names.number(how.asked().created());
        this.model = JsonText.quoted(how.model());
    }

    /** Makes the head of a chunk, or of a whole answer, that of the stream. */
    void keep(ObjectWalk top, Edits edits, Span idAt, Span createdAt, Span modelAt) throws EngineFailure {
        if (id == null) {
            id = idAt.isText() ? idAt.copy() : ownId;
        }
        if (created == null) {
            created = createdAt.isDigits() ? createdAt.copy() : ownCreated;
        }
        keep(top, edits, Names.ID, idAt, id);
        keep(top, edits, Names.CREATED, createdAt, created);
        if (!modelAt.isFound()) {
            repairs.note(Repair.MISSING_HEAD);
            top.add(Names.member(Names.MODEL, model));
        } else if (!modelAt.is(model)) {
            edits.replace(modelAt.from(), modelAt.to(), model);
        }
    }

    private void keep(ObjectWalk top, Edits edits, byte[] name, Span at, byte[] value) throws EngineFailure {
        if (at.is(value)) {
            return;
        }
        if (at.isFound()) {
            repairs.note(at.says() && !at.is(Names.EMPTY) ? Repair.CHANGING_HEAD : Repair.MISSING_HEAD);
            edits.replace(at.from(), at.to(), value);
        } else {
            repairs.note(Repair.MISSING_HEAD);
            top.add(Names.member(name, value));
        }
    }

    /** A chunk of our own: its choices, and what follows them, as JSON. */
    byte[] chunk(byte[]... rest) {
        var out = new ByteArrayOutputStream(256);
        out.writeBytes(Names.ascii("data: {\"id\":"));
        out.writeBytes(id == null ? ownId : id);
        out.writeBytes(Names.ascii(",\"object\":\"chat.completion.chunk\",\"created\":"));
        out.writeBytes(created == null ? ownCreated : created);
        out.writeBytes(Names.ascii(",\"model\":"));
        out.writeBytes(model);
        out.writeBytes(Names.ascii(",\"choices\":["));
        for (byte[] piece : rest) {
            out.writeBytes(piece);
        }
        out.writeBytes(Names.ascii("}\n\n"));
        return out.toByteArray();
    }
}

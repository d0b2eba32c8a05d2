package com.plugsky.json.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The walk through one object, member by member, on which members may be left out and others added.
 *
 * <p>Order of calls: {@link #begin}; then {@link #next} until it says no, and after each the value must be passed;
 * {@link #leaveOut} while the cursor is at the member or behind its value; at last {@link #add}. Used again by
 * {@code begin}; an object within wants a walk of its own.
 */
public final class ObjectWalk {

    private static final byte[] COMMA = {','};
    private static final int NOWHERE = -1;

    private final JsonCursor json;
    private final Edits edits;

    private int open;
    private int nameStart;
    private int nameEnd;
    private boolean escaped;
    private boolean leaving;
    private int keptEnd;
    private int goneStart;
    private int goneEnd;
    private boolean grown;

    public ObjectWalk(JsonCursor json, Edits edits) {
        this.json = json;
        this.edits = edits;
    }

    /** Passes the brace of an object that must come next. */
    public void begin() throws BrokenJson {
        json.take('{');
        open = json.at();
        nameStart = NOWHERE;
        keptEnd = NOWHERE;
        goneStart = NOWHERE;
        leaving = false;
        grown = false;
    }

    /** Goes to the value of the next member; at the object's end behind it. */
    public boolean next() throws BrokenJson {
        if (nameStart == NOWHERE) {
            if (json.takeIf('}')) {
                return false;
            }
        } else {
            settle(json.at());
            if (!json.takeIf(',')) {
                json.take('}');
                leaveOutGone(NOWHERE);
                return false;
            }
        }
        json.peek();
        nameStart = json.at();
        json.string();
        nameEnd = json.at();
        escaped = json.escaped();
        json.take(':');
        json.peek();
        return true;
    }

    /** Whether the member has this name, however it is escaped. */
    public boolean is(byte[] name) {
        byte[] text = json.bytes();
        if (escaped) {
            return JsonText.decoded(text, nameStart, nameEnd).equals(new String(name, StandardCharsets.UTF_8));
        }
        return nameEnd - nameStart - 2 == name.length
                && Arrays.equals(text, nameStart + 1, nameEnd - 1, name, 0, name.length);
    }

    /** Whether the object has no members. */
    public boolean isEmpty() {
        return nameStart == NOWHERE;
    }

    /** Leaves the member out that was walked to last. */
    public void leaveOut() {
        leaving = true;
    }

    /** Adds a member behind the others, once the walk has ended. */
    public void add(byte[] member) {
        if (keptEnd == NOWHERE) {
            if (grown) {
                edits.insert(open, COMMA);
            }
            edits.insert(open, member);
        } else {
            edits.insert(keptEnd, COMMA);
            edits.insert(keptEnd, member);
        }
        grown = true;
    }

    private void settle(int valueEnd) {
        if (leaving) {
            leaving = false;
            if (goneStart == NOWHERE) {
                goneStart = keptEnd == NOWHERE ? nameStart : keptEnd;
            }
            goneEnd = valueEnd;
        } else {
            leaveOutGone(nameStart);
            keptEnd = valueEnd;
        }
    }

    /** Leaves out the members before the one that is kept; the comma that goes with them is the one before them, if there is one. */
    private void leaveOutGone(int nextName) {
        if (goneStart != NOWHERE) {
            boolean first = keptEnd == NOWHERE;
            edits.remove(goneStart, first && nextName != NOWHERE ? nextName : goneEnd);
            goneStart = NOWHERE;
        }
    }
}

package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.JsonText;

/** The arguments of a call, which are a text that holds JSON. */
final class Arguments {

    private Arguments() {}

    /** Makes a text of the value that the cursor has just passed, if it is none. */
    static void repair(JsonCursor json, int from, Edits edits, Repairs repairs, byte[] instead) throws EngineFailure {
        byte first = json.bytes()[from];
        if (first == 'n') {
            repairs.note(Repair.MISSING_ARGUMENTS);
            edits.replace(from, json.at(), instead);
        } else if (first != '"') {
            repairs.note(Repair.ARGUMENTS_NO_TEXT);
            edits.replace(from, json.at(), JsonText.quoted(json.bytes(), from, json.at()));
        }
    }
}

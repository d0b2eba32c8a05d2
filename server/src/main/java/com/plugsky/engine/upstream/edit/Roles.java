package com.plugsky.engine.upstream.edit;

import com.plugsky.json.Member;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.JsonText;
import com.plugsky.json.scan.ObjectWalk;
import java.nio.charset.StandardCharsets;

/** The roles of messages for a target that does not know all of them. */
final class Roles {

    private static final byte[] ROLE = "role".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SYSTEM = "\"system\"".getBytes(StandardCharsets.US_ASCII);

    private Roles() {}

    /** Calls each message of the role developer one of the role system. */
    static void developerToSystem(TopMembers members, Edits edits) throws BrokenJson {
        Member messages = members.get("messages");
        if (messages == null) {
            return;
        }
        var json = new JsonCursor();
        json.over(members.body(), messages.start(), messages.end());
        var message = new ObjectWalk(json, new Edits());
        json.take('[');
        do {
            message.begin();
            while (message.next()) {
                int from = json.at();
                boolean role = message.is(ROLE);
                json.skip();
                if (role && JsonText.decoded(members.body(), from, json.at()).equals("developer")) {
                    edits.replace(from, json.at(), SYSTEM);
                }
            }
        } while (json.takeIf(','));
    }
}

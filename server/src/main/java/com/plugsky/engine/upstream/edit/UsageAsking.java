package com.plugsky.engine.upstream.edit;

import com.plugsky.json.Member;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;
import java.nio.charset.StandardCharsets;

/** The asking for a stream's usage: {@code stream_options.include_usage}. */
final class UsageAsking {

    private static final byte[] INCLUDE_USAGE = ascii("include_usage");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] ASKED = ascii("\"include_usage\":true");
    private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
    private static final byte[] MEMBER = ascii("\"stream_options\":{\"include_usage\":true},");

    private UsageAsking() {}

    /** Asks; false if the caller has asked already. */
    static boolean add(TopMembers members, Edits edits) throws BrokenJson {
        Member options = members.get("stream_options");
        if (options == null) {
            members.addBefore("model", MEMBER);
            return members.get("model") != null;
        }
        if (options.isNull()) {
            edits.replace(options.start(), options.end(), OPTIONS);
            return true;
        }
        var json = new JsonCursor();
        json.over(members.body(), options.start(), options.end());
        var walk = new ObjectWalk(json, edits);
        boolean found = false;
        walk.begin();
        while (walk.next()) {
            int from = json.at();
            boolean asks = json.peek() == 't';
            json.skip();
            if (walk.is(INCLUDE_USAGE)) {
                if (asks) {
                    return false;
                }
                edits.replace(from, json.at(), TRUE);
                found = true;
            }
        }
        if (!found) {
            walk.add(ASKED);
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

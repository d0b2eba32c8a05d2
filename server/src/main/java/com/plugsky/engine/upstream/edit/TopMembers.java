package com.plugsky.engine.upstream.edit;

import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The top-level members of a body, to be renamed, replaced, left out; commas go with what is left out. One thread. */
final class TopMembers {

    private final byte[] body;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byName = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Edits edits;

    TopMembers(byte[] body, Members members, Edits edits) {
        this.body = body;
        this.edits = edits;
        for (Member member : members.top()) {
            if (member.start() >= 0) {
                this.members.add(member);
                byName.put(member.name(), member);
            }
        }
    }

    byte[] body() {
        return body;
    }

    /** The member of a name; null if there is none, or it is left out. */
    @Nullable
    Member get(String name) {
        return gone.contains(name) ? null : byName.get(name);
    }

    /** Whether there is such a member, and it is not null, which would mean the same as its absence. */
    boolean says(String name) {
        Member member = get(name);
        return member != null && !member.isNull();
    }

    void leaveOut(String name) {
        gone.add(name);
    }

    void replace(String name, byte[] value) {
        Member member = get(name);
        if (member != null) {
            edits.replace(member.start(), member.end(), value);
        }
    }

    void rename(String name, String other) {
        Member member = get(name);
        if (member != null) {
            int end = nameEnd(member);
            edits.replace(nameStart(end), end, JsonText.quoted(other));
        }
    }

    /** Adds a member, written with the comma behind it, before one that stays. */
    void addBefore(String name, byte[] added) {
        Member member = get(name);
        if (member != null) {
            edits.insert(nameStart(nameEnd(member)), added);
        }
    }

    /** Makes edits of what is left out, once it is certain what that is. */
    void settle() {
        int keptEnd = -1;
        int goneStart = -1;
        int goneEnd = -1;
        for (Member member : members) {
            if (gone.contains(member.name())) {
                if (goneStart < 0) {
                    goneStart = keptEnd < 0 ? nameStart(nameEnd(member)) : keptEnd;
                }
                goneEnd = member.end();
                continue;
            }
            if (goneStart >= 0) {
                edits.remove(goneStart, keptEnd < 0 ? nameStart(nameEnd(member)) : goneEnd);
                goneStart = -1;
            }
            keptEnd = member.end();
        }
        if (goneStart >= 0) {
            edits.remove(goneStart, goneEnd);
        }
    }

    /** The offset behind the name's second quote: before the value stands only a colon and white space. */
    private int nameEnd(Member member) {
        int at = member.start();
        while (body[at - 1] != '"') {
            at--;
        }
        return at;
    }

    /** The offset of the name's first quote: the nearest one that no backslash escapes. */
    private int nameStart(int nameEnd) {
        int at = nameEnd - 2;
        while (body[at] != '"' || isEscaped(at)) {
            at--;
        }
        return at;
    }

    private boolean isEscaped(int at) {
        int slashes = 0;
        while (body[at - 1 - slashes] == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}

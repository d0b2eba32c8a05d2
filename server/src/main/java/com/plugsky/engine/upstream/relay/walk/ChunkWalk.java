package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.Relaying;
import com.plugsky.engine.upstream.relay.UpstreamErrors;
import com.plugsky.json.scan.BrokenJson;
import com.plugsky.json.scan.Edits;
import com.plugsky.json.scan.JsonCursor;
import com.plugsky.json.scan.ObjectWalk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The walk through one chunk after another: what is wrong with each becomes an edit. In a clean one the model is the only one. */
public final class ChunkWalk {

    private static final byte[] NO_CHOICES = Names.member(Names.CHOICES, Names.ascii("[]"));

    private final Relaying how;
    private final Repairs repairs;
    private final JsonCursor json = new JsonCursor();
    private final Edits edits = new Edits();
    private final ObjectWalk top = new ObjectWalk(json, edits);
    private final StreamHead head;
    private final ChoicesWalk choices;
    private final TopMembers members = new TopMembers();
    private final Span choicesAt = members.choices;
    private final Span usageAt = members.usage;
    private final Span error = members.error;
    private Usage usage = Usage.NONE;
    private byte @Nullable [] heldUsage;
    private boolean usagePassed;

    public ChunkWalk(Relaying how, Repairs repairs) {
        this.how = how;
        this.repairs = repairs;
        this.head = new StreamHead(how, repairs);
        this.choices = new ChoicesWalk(json, edits, repairs, how.asked());
    }

    /**
     * Looks a chunk through.
     *
     * @return whether it is for the caller, with the {@link #edits}
     * @throws BrokenJson it is no JSON; nothing has been remembered of it
     * @throws EngineFailure it is an error, or no chunk
     */
    public boolean relay(byte[] text, int from, int to) throws BrokenJson, EngineFailure {
        json.over(text, from, to);
        json.skip();
        json.end();
        json.moveTo(from);
        members();
        if (error.says()) {
            throw UpstreamErrors.inStream(error.copy(), how.redaction());
        }
        if (!choicesAt.begins('[') && (choicesAt.says() || !usageAt.says())) {
            throw UpstreamErrors.noChunk(text, from, to, how.redaction());
        }
        members.keep(head, Names.CHUNK, top, edits, repairs);
        choices.relay(choicesAt);
        boolean passes = usage(text);
        if (choices.count() > 0 && !choices.spoke()) {
            repairs.note(Repair.AFTER_FINISH);
            return false;
        }
        return passes;
    }

    /** What the caller's bytes have other than the upstream's, for the last chunk. */
    public Edits edits() {
        return edits;
    }

    /** As the upstream counted it last. */
    public Usage counted() {
        return usage;
    }

    /** Whether the answer is whole, be its end mark there or not. */
    public boolean finished() {
        return choices.finished(how.asked().choices());
    }

    /** Whether the upstream was asked for its usage and has not told it. */
    public boolean lacksUsage() {
        return (how.asked().usage() || how.withholdUsage()) && usage.equals(Usage.NONE);
    }

    /** Whether any choice has begun. */
    public boolean begun() {
        return !choices.states().isEmpty();
    }

    /** The events that the caller is still owed before the end mark: finishes and the usage. */
    public List<byte[]> owed() throws EngineFailure {
        var events = new ArrayList<byte[]>(0);
        for (ChoiceState choice : choices.states()) {
            if (!choice.finished()) {
                repairs.note(Repair.MISSING_FINISH);
                byte[] reason = choice.calls() && !how.asked().namedTool() ? Names.CALLED : Names.STOP;
                events.add(head.chunk(
                        Names.ascii("{\"index\":" + choice.index() + ",\"delta\":{},\"finish_reason\":"),
                        reason,
                        Names.ascii("}]")));
                choice.finish();
            }
        }
        if (heldUsage != null && !usagePassed) {
            events.add(head.chunk(Names.ascii("],\"usage\":"), heldUsage));
        }
        return events;
    }

    private void members() throws BrokenJson, EngineFailure {
        edits.clear();
        members.clear();
        top.begin();
        while (top.next()) {
            int from = json.at();
            json.skip();
            members.note(top, json, from);
            if (top.is(Names.USAGE)) {
                leaveOutUsage();
            }
        }
    }

    private void leaveOutUsage() throws EngineFailure {
        if (usageAt.says() && !how.asked().usage() && !how.withholdUsage()) {
            repairs.note(Repair.UNASKED_USAGE);
            top.leaveOut();
        } else if (how.withholdUsage()) {
            top.leaveOut();
        }
    }

    /** Reads the usage and puts it where it belongs; false if the chunk has nothing else. */
    private boolean usage(byte[] text) throws BrokenJson, EngineFailure {
        if (!usageAt.says()) {
            return true;
        }
        usage = Counts.read(usageAt, text);
        boolean own = choices.count() == 0;
        if (how.withholdUsage() || !how.asked().usage()) {
            return !own;
        }
        if (own && !usagePassed && finished()) {
            usagePassed = true;
            if (!choicesAt.isFound()) {
                repairs.note(Repair.MISSING_CHOICES);
                top.add(NO_CHOICES);
            } else if (!choicesAt.says()) {
                repairs.note(Repair.MISSING_CHOICES);
                edits.replace(choicesAt.from(), choicesAt.to(), Names.ascii("[]"));
            }
            return true;
        }
        repairs.note(Repair.USAGE_PLACE);
        heldUsage = usageAt.copy();
        if (!own) {
            edits.replace(usageAt.from(), usageAt.to(), Names.NULL);
        }
        return !own;
    }
}

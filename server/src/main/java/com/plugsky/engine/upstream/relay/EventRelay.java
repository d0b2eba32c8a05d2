package com.plugsky.engine.upstream.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.walk.ChunkWalk;
import com.plugsky.engine.upstream.relay.walk.Repair;
import com.plugsky.engine.upstream.relay.walk.Repairs;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.json.scan.BrokenJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * A stream of events on its way to the caller: one {@link #feed} for each read of the upstream, which is at most one write.
 *
 * <p>After the last read comes {@link #end}. The caller gets {@code data:} lines only, each with one chunk, and the end mark.
 * A clean stream's bytes are those of the upstream but for the model; what is put right otherwise has a name of
 * {@link Repair}. Not for use by several threads.
 */
public final class EventRelay {

    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] BLANK = "\n\n".getBytes(US_ASCII);
    private static final byte[] DONE_MARK = "[DONE]".getBytes(US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);

    private final Relaying how;
    private final AnswerRoom.Share share;
    private final EventLines lines = new EventLines();
    private final Repairs repairs;
    private final ChunkWalk chunk;
    private final Outlet out;
    private byte[] pieces = {};
    private int joined;
    private boolean started;
    private boolean written;
    private boolean done;

    /** {@code share} is told how much is held of what has no end yet. */
    public EventRelay(Relaying how, Sink sink, AnswerRoom.Share share) {
        this.how = how;
        this.share = share;
        this.repairs = new Repairs(how.strict());
        this.chunk = new ChunkWalk(how, repairs);
        this.out = new Outlet(sink);
    }

    /**
     * Takes what one read brought, and hands the events that it completes on.
     *
     * @throws EngineFailure the upstream reports an error, or breaks the contract beyond repair; what came before it has been handed on
     * @throws IOException the caller cannot be written to any more
     */
    public void feed(byte[] bytes, int offset, int length) throws EngineFailure, IOException {
        if (done) {
            return;
        }
        try {
            lines.add(bytes, offset, length);
            while (!done && lines.next()) {
                line();
            }
        } finally {
            flush();
        }
        lines.keepRest();
        share.hold((long) lines.held() + pieces.length);
    }

    /** Whether the first chunk has been handed on; comments are no chunks. */
    public boolean started() {
        return started;
    }

    /** Whether the caller has been sent {@code data: [DONE]}: the upstream need not be read any further. */
    public boolean done() {
        return done;
    }

    /**
     * Says that the upstream sends no more.
     *
     * @param certain whether that cannot be a cut; else a usage that was asked for must have come, which is sent last
     * @return the usage as the upstream counted it; {@link Usage#NONE} if it did not
     * @throws EngineFailure the stream was cut
     */
    public Usage end(boolean certain) throws EngineFailure, IOException {
        try {
            if (!done && lines.last()) {
                line();
            }
            if (!done && joined > 0) {
                joined();
            }
            if (!done) {
                if (!chunk.finished() || !certain && chunk.lacksUsage()) {
                    throw UpstreamErrors.cut(chunk.begun());
                }
                repairs.note(Repair.MISSING_DONE);
                finish();
            }
        } finally {
            flush();
        }
        return chunk.counted();
    }

    /** Names of what was repaired until now, sorted, for those who watch. */
    public Set<String> repairs() {
        return repairs.names();
    }

    private void flush() throws IOException {
        boolean wrote = out.flush();
        started |= wrote && written;
    }

    private void line() throws EngineFailure {
        switch (lines.kind()) {
            case DATA -> data(lines.bytes(), lines.from(), lines.to());
            case BLANK -> {
                if (joined > 0) {
                    joined();
                }
            }
            case ERROR ->
                throw UpstreamErrors.inStream(
                        Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to()), how.redaction());
            case OTHER -> {}
        }
    }

    /** One line's data; most often a whole chunk, which need not wait for the blank line behind it. */
    private void data(byte[] bytes, int from, int to) throws EngineFailure {
        if (from == to) {
            return;
        }
        if (joined > 0) {
            join(bytes, from, to);
            return;
        }
        if (Arrays.equals(bytes, from, to, DONE_MARK, 0, DONE_MARK.length)) {
            finish();
            return;
        }
        try {
            if (chunk.relay(bytes, from, to)) {
                pass(bytes, from, to);
            }
        } catch (BrokenJson broken) {
            if (!broken.isCut()) {
                throw UpstreamErrors.noChunk(bytes, from, to, how.redaction());
            }
            join(bytes, from, to);
        }
    }

    private void pass(byte[] bytes, int from, int to) {
        written = true;
        if (lines.isPlain()) {
            out.edited(bytes, from - DATA.length, to + BLANK.length, chunk.edits());
        } else {
            out.text(DATA);
            out.edited(bytes, from, to, chunk.edits());
            out.text(BLANK);
        }
    }

    /** Keeps a line whose JSON goes on in the next one; the break between them is white space of the JSON. */
    private void join(byte[] bytes, int from, int to) throws EngineFailure {
        int more = to - from + 1;
        if (joined + more > EventLines.MOST_BYTES) {
            throw UpstreamErrors.broken("an event of more than " + EventLines.MOST_BYTES + " bytes");
        }
        if (joined + more > pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(joined + more, pieces.length * 2));
        }
        System.arraycopy(bytes, from, pieces, joined, to - from);
        joined += more;
        pieces[joined - 1] = ' ';
    }

    private void joined() throws EngineFailure {
        int length = joined;
        joined = 0;
        try {
            if (chunk.relay(pieces, 0, length)) {
                written = true;
                out.text(DATA);
                out.text(chunk.edits().applied(pieces, 0, length - 1));
                out.text(BLANK);
            }
        } catch (BrokenJson broken) {
            throw UpstreamErrors.noChunk(pieces, 0, length, how.redaction());
        }
        pieces = new byte[] {};
    }

    private void finish() throws EngineFailure {
        if (!chunk.begun()) {
            throw UpstreamErrors.cut(false);
        }
        chunk.owed().forEach(out::text);
        out.text(DONE);
        done = true;
    }
}

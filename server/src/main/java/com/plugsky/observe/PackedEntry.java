package com.plugsky.observe;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.engine.Usage;
import com.plugsky.routing.Strategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as an array of bytes.
 *
 * <p>Thousands of entries are remembered for minutes. As objects, of which each has a dozen, they would be most of what a
 * collection of young garbage has to copy. Not for use by several threads.
 */
final class PackedEntry {

    private static final int ROOM = 64;
    private static final int MOST_CHARACTERS = 16_000;
    private static final int NONE = -1;

    private final Buffer buffer = new Buffer();
    private final DataOutputStream out = new DataOutputStream(buffer);

    /** Packs an entry into the given array if there is room, else into a new one. A text is kept up to 16,000 characters. */
    byte[] pack(RequestEntry entry, byte @Nullable [] old) {
        buffer.reset();
        try {
            out.writeUTF(kept(entry.id()));
            caller(entry.caller());
            text(entry.user());
            out.writeLong(entry.receivedAt().getEpochSecond());
            out.writeInt(entry.receivedAt().getNano());
            decision(entry.decision());
            ending(entry.ending());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.into(old);
    }

    private void caller(Caller caller) throws IOException {
        out.writeUTF(kept(caller.keyId()));
        out.writeUTF(kept(caller.workspace()));
        out.writeByte(caller.role().ordinal());
        text(caller.tierCap());
        strategy(caller.strategy());
    }

    private void decision(RequestEntry.Decision decision) throws IOException {
        out.writeUTF(kept(decision.modelAsked()));
        strategy(decision.strategy());
        text(decision.rule());
        Double difficulty = decision.difficulty();
        out.writeDouble(difficulty == null ? Double.NaN : difficulty);
    }

    private void ending(RequestEntry.Ending ending) throws IOException {
        out.writeByte(ending.outcome().ordinal());
        text(ending.model());
        out.writeInt(ending.attempts());
        Usage usage = ending.usage();
        out.writeInt(usage.promptTokens());
        out.writeInt(usage.completionTokens());
        out.writeInt(usage.reasoningTokens());
        BigDecimal cost = ending.cost();
        text(cost == null ? null : cost.toString());
        out.writeLong(ending.duration().toNanos());
        Duration firstChunk = ending.firstChunk();
        out.writeLong(firstChunk == null ? NONE : firstChunk.toNanos());
    }

    private void strategy(@Nullable Strategy strategy) throws IOException {
        out.writeByte(strategy == null ? NONE : strategy.ordinal());
    }

    private void text(@Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(kept(text));
        }
    }

    private static String kept(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    /** The entry that was packed. */
    static RequestEntry unpacked(byte[] packed) {
        try (var in = new Reading(packed)) {
            return new RequestEntry(
                    in.readUTF(),
                    in.caller(),
                    in.text(),
                    Instant.ofEpochSecond(in.readLong(), in.readInt()),
                    in.decision(),
                    in.ending());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Buffer extends ByteArrayOutputStream {

        byte[] into(byte @Nullable [] old) {
            byte[] packed = old != null && old.length >= count ? old : new byte[(count + ROOM - 1) / ROOM * ROOM];
            System.arraycopy(buf, 0, packed, 0, count);
            return packed;
        }
    }

    /** Reads what was packed, in the same order. */
    private static final class Reading extends DataInputStream {

        private static final Strategy[] STRATEGIES = Strategy.values();
        private static final Role[] ROLES = Role.values();
        private static final Outcome[] OUTCOMES = Outcome.values();

        Reading(byte[] packed) {
            super(new ByteArrayInputStream(packed));
        }

        Caller caller() throws IOException {
            return new Caller(readUTF(), readUTF(), ROLES[readByte()], text(), strategy());
        }

        RequestEntry.Decision decision() throws IOException {
            String asked = readUTF();
            Strategy strategy = strategy();
            String rule = text();
            double difficulty = readDouble();
            return new RequestEntry.Decision(asked, strategy, rule, Double.isNaN(difficulty) ? null : difficulty);
        }

        RequestEntry.Ending ending() throws IOException {
            Outcome outcome = OUTCOMES[readByte()];
            String model = text();
            int attempts = readInt();
            var usage = new Usage(readInt(), readInt(), readInt());
            String cost = text();
            Duration duration = Duration.ofNanos(readLong());
            long firstChunk = readLong();
            return new RequestEntry.Ending(
                    outcome,
                    model,
                    attempts,
                    usage,
                    cost == null ? null : new BigDecimal(cost),
                    duration,
                    firstChunk == NONE ? null : Duration.ofNanos(firstChunk));
        }

        private @Nullable Strategy strategy() throws IOException {
            int ordinal = readByte();
            return ordinal == NONE ? null : STRATEGIES[ordinal];
        }

        @Nullable
        String text() throws IOException {
            return readBoolean() ? readUTF() : null;
        }
    }
}

package com.plugsky.engine.embedded.model;

import com.plugsky.engine.embedded.model.Counts.Count;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file of an {@link NgramModel}: a version, the tokens that end sentences, then each history with its counts; all
 * numbers as in {@link DataOutputStream}. The same model always gives the same bytes.
 */
public final class ModelFile {

    /** Where the model stands in the jar. */
    public static final String RESOURCE = "/com/plugsky/engine/embedded/model/ngram.bin";

    private static final int VERSION = 0x504C4701;

    private ModelFile() {}

    /** The model of this jar. */
    public static NgramModel bundled() {
        try (InputStream in = ModelFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + ": missing (expected: made by the build)");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a model.
     *
     * @throws IOException it is none, or ends too early
     */
    public static NgramModel read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(
                    "version " + Integer.toHexString(version) + " (expected: " + Integer.toHexString(VERSION) + ")");
        }
        Set<Integer> ends = new HashSet<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            ends.add(in.readInt());
        }
        Map<Long, List<Count>> counts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            long history = in.readLong();
            int size = in.readUnsignedShort();
            List<Count> after = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                after.add(new Count(in.readInt(), in.readUnsignedShort()));
            }
            counts.put(history, after);
        }
        return new NgramModel(counts, ends);
    }

    static void write(NgramModel model, OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(VERSION);
        out.writeShort(model.ends().size());
        for (int end : new TreeSet<>(model.ends())) {
            out.writeInt(end);
        }
        out.writeInt(model.counts().size());
        for (Map.Entry<Long, List<Count>> entry : new TreeMap<>(model.counts()).entrySet()) {
            out.writeLong(entry.getKey());
            out.writeShort(entry.getValue().size());
            for (Count count : entry.getValue()) {
                out.writeInt(count.token());
                out.writeShort(count.times());
            }
        }
        out.flush();
    }
}

package com.plugsky.fleet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The file behind a fleet.
 *
 * <p>Changed bytes are taken only when two looks in a row find the same, so that a file that is just being written is not
 * taken for its first half.
 */
final class FileSource implements FleetSource {

    private final Path file;
    private final UnaryOperator<Fleet> addition;
    private byte[] tried;
    private byte[] seen;
    private boolean unreadable;

    /**
     * @param addition what is served beside the file's models
     * @param content the bytes that are in force
     */
    FileSource(Path file, UnaryOperator<Fleet> addition, byte[] content) {
        this.file = file;
        this.addition = addition;
        this.tried = content;
        this.seen = content;
    }

    @Override
    public @Nullable Fleet next(Fleet current) throws FleetFault {
        byte[] content;
        try {
            content = FleetFile.bytes(file);
            unreadable = false;
        } catch (FleetFault.Unreadable e) {
            if (unreadable) {
                return null;
            }
            unreadable = true;
            throw e;
        }
        if (!isNew(content)) {
            return null;
        }
        tried = content;
        return addition.apply(FleetFile.parse(FleetFile.name(file), content, current.version() + 1));
    }

    /** Whether these bytes are settled, and other than the last ones tried. */
    private boolean isNew(byte[] content) {
        boolean settled = Arrays.equals(content, seen);
        seen = content;
        return settled && !Arrays.equals(content, tried);
    }

    @Override
    public boolean asksOnDemand() {
        return false;
    }
}

package com.plugsky.fleet;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fleet in force, and the file behind it.
 *
 * <p>{@link #look} is called from one thread, again and again; {@link #current} from any. A reload replaces the fleet as
 * a whole; a file that is not usable leaves the one in force and is reported once. Changed bytes are taken only when two
 * looks in a row find the same, so that a file that is just being written is not taken for its first half.
 */
public final class LiveFleet {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

    private final @Nullable Path file;
    private volatile Fleet fleet;
    private byte[] tried;
    private byte[] seen;
    private boolean unreadable;

    private LiveFleet(@Nullable Path file, Fleet fleet, byte[] content) {
        this.file = file;
        this.fleet = fleet;
        this.tried = content;
        this.seen = content;
    }

    /**
     * The fleet of a file, or the default fleet.
     *
     * @throws FleetFault the file is not usable: the server must not start
     */
    public static LiveFleet of(@Nullable Path file) throws FleetFault {
        if (file == null) {
            return fixed(FleetFile.defaultFleet());
        }
        byte[] content = FleetFile.bytes(file);
        return new LiveFleet(file, FleetFile.parse(FleetFile.name(file), content, 1), content);
    }

    /** A fleet that never changes. */
    public static LiveFleet fixed(Fleet fleet) {
        return new LiveFleet(null, fleet, new byte[0]);
    }

    public Fleet current() {
        return fleet;
    }

    /** Looks whether the file changed, and takes it if it is usable. */
    public void look() {
        if (file == null) {
            return;
        }
        try {
            byte[] content = FleetFile.bytes(file);
            unreadable = false;
            if (isNew(content)) {
                tried = content;
                take(FleetFile.parse(FleetFile.name(file), content, fleet.version() + 1));
            }
        } catch (FleetFault.Unreadable e) {
            if (!unreadable) {
                report(e);
            }
            unreadable = true;
        } catch (FleetFault e) {
            report(e);
        }
    }

    /** Whether these bytes are settled, and other than the last ones tried. */
    private boolean isNew(byte[] content) {
        boolean settled = Arrays.equals(content, seen);
        seen = content;
        return settled && !Arrays.equals(content, tried);
    }

    private void take(Fleet next) {
        fleet = next;
        LOG.info(
                "fleet: version {} with {} models is in force",
                next.version(),
                next.models().size());
    }

    private void report(FleetFault fault) {
        fault.faults().forEach(line -> LOG.warn("fleet: version {} stays in force; {}", fleet.version(), line));
    }
}

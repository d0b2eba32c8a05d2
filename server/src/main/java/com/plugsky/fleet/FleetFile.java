package com.plugsky.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The file {@code fleet.yaml}: read whole, or refused with every fault's line, value and what was expected.
 *
 * <p>docs/reference/fleet.schema.json says the same to editors, as far as a schema can.
 */
public final class FleetFile {

    /** The longest file that is read. */
    static final int MAX_BYTES = 1 << 20;

    private static final String DEFAULT_FLEET = "default-fleet.yaml";

    private FleetFile() {}

    /**
     * Reads a file.
     *
     * @throws FleetFault the file cannot be read or is not usable; nothing of it may be used then
     */
    public static Fleet read(Path file, long version) throws FleetFault {
        return parse(name(file), bytes(file), version);
    }

    /**
     * Reads the bytes of a file.
     *
     * @param name of the file, for fault texts
     */
    static Fleet parse(String name, byte[] yaml, long version) throws FleetFault {
        return new FleetReader(name, System::getenv).read(yaml, version);
    }

    /** The fleet of a server that was given none: all Plugsky models on the embedded engine, and the mocks. */
    public static Fleet defaultFleet() {
        return embeddedFleet().withMocks();
    }

    /** The default fleet without the mocks. */
    public static Fleet embeddedFleet() {
        try (InputStream yaml = FleetFile.class.getResourceAsStream(DEFAULT_FLEET)) {
            if (yaml == null) {
                throw new IllegalStateException(DEFAULT_FLEET + " is not in the jar");
            }
            return new FleetReader(DEFAULT_FLEET, System::getenv)
                    .read(yaml.readAllBytes(), 1)
                    .withMocks();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FleetFault e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The content of the file, as long as it is not too long. */
    static byte[] bytes(Path file) throws FleetFault.Unreadable {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new FleetFault.Unreadable(file + ": too long (expected: at most " + MAX_BYTES + " bytes)");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new FleetFault.Unreadable(file + ": no such file");
        } catch (IOException e) {
            throw new FleetFault.Unreadable(file + ": cannot be read");
        }
    }
}

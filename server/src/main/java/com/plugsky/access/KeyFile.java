package com.plugsky.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The file of keys: written by the commands {@code keys create} and {@code keys revoke}, read by the server.
 *
 * <p>It holds SHA-256 digests only, is readable by its owner only, and is replaced as a whole, so that a reader never
 * sees half of it. One writer at a time.
 */
public final class KeyFile {
    /** The longest file that is read. */
    private static final long MAX_BYTES = 16L << 20;

    private static final int VERSION = 1;
    private static final Set<String> TIERS = Set.of("free", "pro");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();

    private final Path path;
    private final Clock clock;

    public KeyFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    private record Content(int version, List<KeyEntry> keys) {}

    /**
     * A key at the only moment when it can be read.
     *
     * @param plain what the caller sends as {@code Authorization: Bearer ...}
     */
    public record Created(KeyEntry entry, String plain) {}

    /**
     * Adds a key, and makes the file if there is none.
     *
     * @throws IOException the file cannot be read or written, or is no file of keys
     */
    public Created create(KeyGrant grant) throws IOException {
        String plain = "sk-live-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
        var entry = new KeyEntry(
                "key_" + HexFormat.of().formatHex(random(6)),
                KeyHash.of(plain).hex(),
                grant.role(),
                grant.workspace(),
                grant.tierCap(),
                grant.strategy(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                grant.expires());
        var all = new ArrayList<>(list());
        all.add(entry);
        write(all);
        return new Created(entry, plain);
    }

    /**
     * All keys, in the order of their creation; none if there is no file.
     *
     * @throws IOException the file cannot be read or is no file of keys; the message says why in one line
     */
    public List<KeyEntry> list() throws IOException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + ": larger than " + MAX_BYTES + " bytes");
            }
            Content content = YAML.readValue(Files.readAllBytes(path), Content.class);
            return checked(content);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JacksonException e) {
            throw new IOException(path + fault(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes a key.
     *
     * @return whether there was one of this id
     */
    public boolean revoke(String id) throws IOException {
        var left = new ArrayList<>(list());
        if (!left.removeIf(entry -> entry.id().equals(id))) {
            return false;
        }
        write(left);
        return true;
    }

    /** The line and the member at fault; the library's own words name classes of ours. */
    private static String fault(JacksonException e) {
        String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
        String member = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .reduce("", (outer, inner) -> outer.isEmpty() ? inner : outer + "." + inner);
        return line + (member.isEmpty() ? ": no file of keys" : ": " + member + ": unknown member or value");
    }

    private static List<KeyEntry> checked(Content content) {
        if (content == null || content.keys() == null || content.version() != VERSION) {
            throw new IllegalArgumentException("no file of keys (expected: version: " + VERSION + " and keys)");
        }
        Set<String> ids = new HashSet<>();
        for (KeyEntry entry : content.keys()) {
            if (entry.id() == null || entry.role() == null || entry.workspace() == null || entry.created() == null) {
                throw new IllegalArgumentException("keys: an entry lacks one of id, role, workspace, created");
            }
            if (entry.tierCap() != null && !TIERS.contains(entry.tierCap())) {
                throw new IllegalArgumentException(
                        entry.id() + ": tier-cap: " + entry.tierCap() + " (expected: free or pro)");
            }
            KeyHash.parse(String.valueOf(entry.sha256()));
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("keys: the id " + entry.id() + " stands twice");
            }
        }
        return List.copyOf(content.keys());
    }

    private void write(List<KeyEntry> all) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        // a temporary file is readable by its owner only, and keeps this when it takes the other's place
        Path fresh = Files.createTempFile(folder, "keys", ".tmp");
        try {
            Files.write(fresh, YAML.writeValueAsBytes(new Content(VERSION, all)));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

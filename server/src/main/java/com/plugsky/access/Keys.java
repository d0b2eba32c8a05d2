package com.plugsky.access;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that open the server: those of the environment and those of the file, which is read again when it changes.
 *
 * <p>Without any the server is open. A file that has become unreadable or is gone leaves the last good keys in force: a
 * keyed server never opens by accident. Safe for use by many threads.
 */
public final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final String SCHEME = "Bearer ";

    private final KeyFile file;
    private final Path path;
    private final Map<KeyHash, KeyEntry> fromEnvironment;
    private final Duration recheck;
    private final Clock clock;
    private final AtomicLong nextLook;
    private volatile Snapshot current;

    /** The keys at one moment; {@code stamp} is what the file's attributes were, null if there was no file. */
    private record Snapshot(
            Map<KeyHash, KeyEntry> byHash, @Nullable Stamp stamp) {
        private record Stamp(
                long modified, long size, @Nullable Object file) {}
    }

    /**
     * Reads the keys.
     *
     * @param environment keys in plain, of the role {@link Role#INFER}
     * @param recheck how often, at most, the file is looked at
     * @throws IOException the file is there and cannot be used; the message says why in one line
     */
    public Keys(Path path, List<String> environment, Duration recheck, Clock clock) throws IOException {
        this.path = path;
        this.file = new KeyFile(path, clock);
        this.recheck = recheck;
        this.clock = clock;
        this.fromEnvironment = plain(environment);
        this.nextLook = new AtomicLong(clock.millis() + recheck.toMillis());
        Snapshot.@Nullable Stamp stamp = stamp();
        this.current = new Snapshot(byHash(), stamp);
    }

    /** Whether nobody needs a key. */
    public boolean open() {
        lookAgain();
        Snapshot now = current;
        return now.stamp() == null && now.byHash().isEmpty();
    }

    /**
     * Says who calls.
     *
     * @param authorization the header of this name, null if the request has none
     * @throws Refusal 401: no key, an unknown one, or one that has expired
     */
    public Caller require(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized("No API key (expected: the header Authorization with Bearer and a key)");
        }
        String key = authorization.substring(SCHEME.length()).strip();
        if (key.isEmpty()) {
            throw unauthorized("No API key (expected: the header Authorization with Bearer and a key)");
        }
        lookAgain();
        KeyEntry entry = current.byHash().get(KeyHash.of(key));
        if (entry == null) {
            throw unauthorized("Incorrect API key " + masked(key) + " (expected: a key of this server)");
        }
        if (entry.expiredAt(clock.instant())) {
            throw unauthorized("The API key " + masked(key) + " expired at " + entry.expires());
        }
        return entry.caller();
    }

    /** Enough of a key to recognise one's own, and too little to use it. */
    static String masked(String key) {
        String shown = key.length() < 12 ? "****" : key.substring(0, 4) + "****" + key.substring(key.length() - 4);
        return shown.replaceAll("[^\\x21-\\x7e]", "?");
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(
                ApiError.of(ErrorCode.INVALID_API_KEY, message, null).withHeader("www-authenticate", "Bearer"));
    }

    private void lookAgain() {
        long now = clock.millis();
        long due = nextLook.get();
        if (now < due || !nextLook.compareAndSet(due, now + recheck.toMillis())) {
            return;
        }
        try {
            Snapshot.@Nullable Stamp stamp = stamp();
            if (stamp != null && !stamp.equals(current.stamp())) {
                current = new Snapshot(byHash(), stamp);
                LOG.info("Read the keys again: {} in force", current.byHash().size());
            }
        } catch (IOException e) {
            LOG.warn("The keys stay as they were: {}", e.getMessage());
        }
    }

    private Snapshot.@Nullable Stamp stamp() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Snapshot.Stamp(now.lastModifiedTime().toMillis(), now.size(), now.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Map<KeyHash, KeyEntry> byHash() throws IOException {
        Map<KeyHash, KeyEntry> all = new HashMap<>(fromEnvironment);
        for (KeyEntry entry : file.list()) {
            all.put(KeyHash.parse(entry.sha256()), entry);
        }
        return Map.copyOf(all);
    }

    private static Map<KeyHash, KeyEntry> plain(List<String> keys) {
        Map<KeyHash, KeyEntry> all = new HashMap<>();
        for (String key : keys) {
            KeyHash hash = KeyHash.of(key);
            String id = "env_" + hash.hex().substring(0, 12);
            all.put(
                    hash,
                    new KeyEntry(
                            id, hash.hex(), Role.INFER, Caller.DEFAULT_WORKSPACE, null, null, Instant.EPOCH, null));
        }
        return all;
    }
}

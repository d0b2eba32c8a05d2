package com.plugsky.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.routing.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void showsAKeyOnceAndKeepsItsDigest() throws IOException {
        KeyFile.Created created = file().create(KeyGrant.infer());
        assertThat(created.plain()).matches("sk-live-[A-Za-z0-9_-]{43}");
        String text = Files.readString(path());
        assertThat(text)
                .doesNotContain(created.plain().substring(8))
                .contains(KeyHash.of(created.plain()).hex());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        var grant = new KeyGrant(Role.ADMIN, "team-a", "free", Strategy.COST_SAVER, NOW.plusSeconds(60));
        KeyFile.Created first = file().create(grant);
        KeyFile.Created second = file().create(KeyGrant.infer());
        assertThat(file().list()).containsExactly(first.entry(), second.entry());
        assertThat(first.entry().caller())
                .isEqualTo(new Caller(first.entry().id(), "team-a", Role.ADMIN, "free", Strategy.COST_SAVER));
        assertThat(Files.readString(path())).contains("role: admin", "tier-cap: free", "strategy: cost_saver");
    }

    @Test
    void revokesByIdAndLeavesTheOthers() throws IOException {
        KeyFile.Created first = file().create(KeyGrant.infer());
        KeyFile.Created second = file().create(KeyGrant.infer());
        assertThat(file().revoke(first.entry().id())).isTrue();
        assertThat(file().revoke(first.entry().id())).isFalse();
        assertThat(file().list()).containsExactly(second.entry());
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(path());
        }
    }

    @Test
    void hasNoKeysWithoutAFile() throws IOException {
        assertThat(file().list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 2~keys: []                         | no file of keys
            []                                          | no file of keys
            version: 1                                  | no file of keys
            version: 1~keys: []~other: 1                | other
            version: 1~keys:~- id: a                    | lacks
            version: 1~keys:~- {id: a, sha256: zz, role: read, workspace: d, created: 2026-01-01T00:00:00Z} | sha256
            version: 1~keys:~- {id: a, sha256: zz, role: root, workspace: d, created: 2026-01-01T00:00:00Z} | :3
            version: 1~keys:~- {id: a, role: read, workspace: d, tier-cap: max, created: 2026-01-01T00:00:00Z} | tier-cap
            """)
    void saysInOneLineWhatIsWrong(String text, String part) throws IOException {
        Files.writeString(path(), text.replace('~', '\n'));
        assertThatThrownBy(() -> file().list())
                .isInstanceOf(IOException.class)
                .message()
                .contains(path().toString())
                .contains(part)
                .doesNotContain("\n", "com.plugsky", "java.");
    }

    private Path path() {
        return folder.resolve("keys.yaml");
    }

    private KeyFile file() {
        return new KeyFile(path(), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}

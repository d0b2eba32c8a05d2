package com.plugsky.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final Duration RECHECK = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final Time time = new Time();

    @Test
    void letAnybodyInAsLongAsThereAreNone() throws IOException {
        assertThat(keys().open()).isTrue();
        assertThat(keys("secret").open()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer secret", "BEARER  secret "})
    void knowAKeyHoweverTheSchemeIsWritten(String header) throws IOException {
        Caller caller = keys("other", "secret").require(header);
        assertThat(caller.role()).isEqualTo(Role.INFER);
        assertThat(caller.keyId()).startsWith("env_").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic secret", "secret", "Bearer", "Bearer  ", "Bearer Secret", "Bearer secret2"})
    void refuseEverythingElse(String header) throws IOException {
        Keys keys = keys("secret");
        assertThatThrownBy(() -> keys.require(header)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_API_KEY);
            assertThat(refusal.error().headers()).containsEntry("www-authenticate", "Bearer");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "sk-live-wrong0000, sk-l****0000",
        "short, ****",
        "abcdefghijkl, abcd****ijkl",
        "abcdéfghijké, abcd****ijk?"
    })
    void areShownMasked(String key, String masked) {
        assertThat(Keys.masked(key)).isEqualTo(masked);
    }

    @Test
    void ofTheFileAreReadAgainWhenItChanges() throws IOException {
        Keys keys = keys();
        assertThat(keys.open()).isTrue();
        KeyFile.Created created = file().create(KeyGrant.infer());
        assertThat(keys.open()).as("not looked at yet").isTrue();
        time.pass(RECHECK);
        assertThat(keys.open()).isFalse();
        assertThat(keys.require("Bearer " + created.plain()).keyId())
                .isEqualTo(created.entry().id());

        file().revoke(created.entry().id());
        time.pass(RECHECK);
        assertThatThrownBy(() -> keys.require("Bearer " + created.plain())).isInstanceOf(Refusal.class);
        assertThat(keys.open()).as("a keyed server stays keyed").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stayInForceWhenTheFileIsGoneOrBroken(boolean gone) throws IOException {
        KeyFile.Created created = file().create(KeyGrant.infer());
        Keys keys = keys();
        if (gone) {
            Files.delete(path());
        } else {
            Files.writeString(path(), "version: [");
        }
        time.pass(RECHECK);
        assertThat(keys.open()).isFalse();
        assertThat(keys.require("Bearer " + created.plain())).isNotNull();
    }

    @Test
    void endWhenTheyExpire() throws IOException {
        var grant =
                new KeyGrant(Role.READ, "default", null, null, time.instant().plusSeconds(10));
        String header = "Bearer " + file().create(grant).plain();
        Keys keys = keys();
        assertThat(keys.require(header).role()).isEqualTo(Role.READ);
        time.pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> keys.require(header)).hasMessageContaining("expired");
    }

    @Test
    void ofABrokenFileStopTheStart() throws IOException {
        Files.writeString(path(), "keys");
        assertThatThrownBy(this::keys).isInstanceOf(IOException.class).hasMessageContaining("keys.yaml");
    }

    private Path path() {
        return folder.resolve("keys.yaml");
    }

    private KeyFile file() {
        return new KeyFile(path(), time);
    }

    private Keys keys(String... environment) throws IOException {
        return new Keys(path(), List.of(environment), RECHECK, time);
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void pass(Duration span) {
            now = now.plus(span);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package com.plugsky.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.engine.Usage;
import com.plugsky.routing.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedEntryTest {

    private static final RequestEntry FULL = new RequestEntry(
            "req_0123456789abcdef",
            new Caller("ann", "red", Role.ADMIN, "pro", Strategy.CUSTOM),
            "user \u00e4\u4e16\ud83d\ude00\ud800",
            Instant.parse("2026-11-26T01:02:03.000000004Z"),
            new RequestEntry.Decision("plugsky-fusion", Strategy.BALANCED, "a-rule", 0.25),
            new RequestEntry.Ending(
                    Outcome.CANCELLED,
                    "plugsky-pro",
                    3,
                    new Usage(70, 8, 1),
                    new BigDecimal("0.00001230"),
                    Duration.ofNanos(1_234_567_890),
                    Duration.ofMillis(5)));

    private static final RequestEntry EMPTY = new RequestEntry(
            "",
            Caller.open(),
            null,
            Instant.EPOCH,
            new RequestEntry.Decision("m", null, null, null),
            RequestEntry.Ending.replayed(Outcome.OK, Duration.ZERO));

    private final PackedEntry packed = new PackedEntry();

    static Stream<RequestEntry> entries() {
        return Stream.of(FULL, EMPTY);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void comesBackAsItWas(RequestEntry entry) {
        assertThat(PackedEntry.unpacked(packed.pack(entry, null))).isEqualTo(entry);
    }

    @Test
    void takesAnOldArrayIfThereIsRoom() {
        byte[] old = packed.pack(FULL, null);

        assertThat(packed.pack(EMPTY, old)).isSameAs(old);
        assertThat(PackedEntry.unpacked(old)).isEqualTo(EMPTY);
        assertThat(packed.pack(FULL, new byte[8])).hasSizeGreaterThan(8);
    }

    @Test
    void keepsTheBeginningOfATextThatIsTooLong() {
        var entry = new RequestEntry(
                "id", FULL.caller(), "\u4e16".repeat(100_000), FULL.receivedAt(), FULL.decision(), FULL.ending());

        assertThat(PackedEntry.unpacked(packed.pack(entry, null)).user()).isEqualTo("\u4e16".repeat(16_000));
    }
}

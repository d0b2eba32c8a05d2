package com.plugsky.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.engine.Usage;
import com.plugsky.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLogTest {

    private static final Caller ANN = caller("ann", "red", Role.INFER);
    private static final Caller BEN = caller("ben", "red", Role.INFER);
    private static final Caller CHIEF = caller("chief", "red", Role.ADMIN);
    private static final Caller STRANGER = caller("ann", "blue", Role.ADMIN);

    private final RequestLog log = new RequestLog(5);

    @Test
    void showsACallerItsOwnAndAnAdminTheWorkspace() {
        add("1", ANN);
        add("2", BEN);
        add("3", ANN);
        add("4", STRANGER);

        assertThat(ids(log.page(ANN, 10, null))).containsExactly("3", "1");
        assertThat(ids(log.page(BEN, 10, null))).containsExactly("2");
        assertThat(ids(log.page(CHIEF, 10, null))).containsExactly("3", "2", "1");
        assertThat(ids(log.page(STRANGER, 10, null))).containsExactly("4");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // limit, after, ids, more
                "2, -, 5 4, true",
                "5, -, 5 4 3 2 1, false",
                "2, 4, 3 2, true",
                "2, 3, 2 1, false",
                "2, 1, '', false",
            })
    void goesThroughThePagesNewestFirst(int limit, @Nullable String after, String ids, boolean more) {
        for (int i = 1; i <= 5; i++) {
            add(Integer.toString(i), ANN);
        }

        Page page = log.page(ANN, limit, after);

        assertThat(String.join(" ", ids(page))).isEqualTo(ids);
        assertThat(page.more()).isEqualTo(more);
    }

    @Test
    void keepsItsPlaceWhenNewOnesCome() {
        add("1", ANN);
        add("2", ANN);
        add("3", ANN);
        Page first = log.page(ANN, 1, null);
        add("4", ANN);

        assertThat(ids(first)).containsExactly("3");
        assertThat(ids(log.page(ANN, 1, "3"))).containsExactly("2");
    }

    @Test
    void forgetsTheOldest() {
        for (int i = 1; i <= 7; i++) {
            add(Integer.toString(i), ANN);
        }

        assertThat(ids(log.page(ANN, 10, null))).containsExactly("7", "6", "5", "4", "3");
    }

    @ParameterizedTest
    @CsvSource({"nope", "2"})
    void refusesAPlaceThatTheCallerCannotSee(String after) {
        add("1", ANN);
        add("2", BEN);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> log.page(ANN, 10, after));

        assertThat(refusal.error().status()).isEqualTo(400);
        assertThat(refusal.error().param()).isEqualTo("after");
    }

    @Test
    void remembersNothingIfItMayNot() {
        var none = new RequestLog(0);
        none.add(entry("1", ANN));

        assertThat(none.page(ANN, 10, null).entries()).isEmpty();
    }

    private void add(String id, Caller caller) {
        log.add(entry(id, caller));
    }

    private static RequestEntry entry(String id, Caller caller) {
        return new RequestEntry(
                id,
                caller,
                null,
                Instant.EPOCH,
                new RequestEntry.Decision("plugsky-pro", null, null, null),
                new RequestEntry.Ending(Outcome.OK, "plugsky-pro", 1, Usage.NONE, null, Duration.ZERO, null));
    }

    private static Caller caller(String key, String workspace, Role role) {
        return new Caller(key, workspace, role, null, null);
    }

    private static List<String> ids(Page page) {
        return page.entries().stream().map(RequestEntry::id).toList();
    }
}

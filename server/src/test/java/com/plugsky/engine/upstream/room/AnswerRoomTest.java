package com.plugsky.engine.upstream.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.EngineFailure;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {

    private final AnswerRoom room = new AnswerRoom(1_000);

    @Test
    void countsWhatIsHeldBeyondTheFirstBytesOfEach() throws EngineFailure {
        try (var one = room.share();
                var other = room.share()) {
            one.hold(AnswerRoom.FREE);
            assertThat(room.held()).isZero();
            one.hold(AnswerRoom.FREE + 300);
            other.hold(AnswerRoom.FREE + 700);
            assertThat(room.held()).isEqualTo(1_000);
            one.hold(AnswerRoom.FREE + 100);
            assertThat(room.held()).isEqualTo(800);
        }
        assertThat(room.held()).isZero();
    }

    @Test
    void refusesWhatComesOnTopAndKeepsWhatWasThere() throws EngineFailure {
        try (var one = room.share();
                var other = room.share()) {
            one.hold(AnswerRoom.FREE + 600);
            other.hold(AnswerRoom.FREE + 400);
            assertThatThrownBy(() -> other.hold(AnswerRoom.FREE + 401))
                    .isInstanceOfSatisfying(EngineFailure.class, full -> {
                        assertThat(full.kind()).isEqualTo(EngineFailure.Kind.CAPACITY);
                        assertThat(full.error().status()).isEqualTo(503);
                        assertThat(full.retryAfter()).isNotNull();
                    });
            assertThat(room.held()).isEqualTo(1_000);
            one.close();
            other.hold(AnswerRoom.FREE + 1_000);
            assertThat(room.held()).isEqualTo(1_000);
        }
        assertThat(room.held()).isZero();
    }
}

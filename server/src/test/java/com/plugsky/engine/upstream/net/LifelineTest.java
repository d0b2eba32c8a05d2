package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifelineTest {

    private static final Timeouts TIMES = new Timeouts(
            Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMillis(1500), Duration.ofMinutes(10));

    /** A clock that begins near the end of its range, as the system's may. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private final Lifeline call = new Lifeline(TIMES, now::get);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECT     | 2000   | No connection to the upstream within 2 s",
                "FIRST_CHUNK | 60000  | No first chunk from the upstream within 1 min",
                "ANSWER      | 60000  | No answer from the upstream within 1 min",
                "IDLE        | 1500   | Nothing more from the upstream for 1500 ms",
                "TOTAL       | 600000 | No complete answer from the upstream within 10 min",
            })
    void endsEachPhaseInItsTime(Phase phase, long millis, String complaint) throws Exception {
        var socket = new Socket();
        call.enter(phase);
        call.attach(socket);

        passes(millis);
        assertThat(socket.isClosed()).isFalse();
        passes(1);

        assertThat(socket.isClosed()).isTrue();
        assertThatThrownBy(call::check).isInstanceOf(EngineFailure.class).hasMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource({"FIRST_CHUNK, TIMEOUT", "ANSWER, TIMEOUT", "IDLE, EXPIRED"})
    void tellsAnAnswerThatDoesNotEndFromOneThatDoesNotCome(Phase phase, EngineFailure.Kind kind) {
        call.enter(phase);
        call.rest(true);

        passes(600_001);

        assertThatThrownBy(call::check)
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void countsEachPhaseAnew() throws Exception {
        for (int i = 0; i < 5; i++) {
            call.enter(Phase.IDLE);
            passes(1400);
        }

        call.check();
    }

    @Test
    void isNotLateWhileNobodyWaitsForIt() throws Exception {
        call.enter(Phase.IDLE);
        call.rest(true);
        passes(100_000);
        call.check();

        passes(600_000);

        assertThatThrownBy(call::check).hasMessageContaining("within 10 min");
    }

    @Test
    void closesASocketThatComesTooLate() {
        var socket = new Socket();
        call.abort();

        assertThatThrownBy(() -> call.attach(socket)).isInstanceOf(IOException.class);

        assertThat(socket.isClosed()).isTrue();
        assertThatThrownBy(call::check).isExactlyInstanceOf(IOException.class).hasMessage("the caller left");
    }

    @Test
    void leavesASocketAloneThatWasTakenBack() throws Exception {
        var socket = new Socket();
        call.attach(socket);

        assertThat(call.release()).isTrue();
        call.abort();
        passes(1_000_000);

        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void givesNoSocketBackThatItHasClosed() throws Exception {
        call.attach(new Socket());
        call.abort();

        assertThat(call.release()).isFalse();
    }

    private void passes(long millis) {
        call.look(now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis)));
    }
}

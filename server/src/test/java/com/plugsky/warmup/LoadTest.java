package com.plugsky.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.upstream.http.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final FakeDoor door = new FakeDoor();

    @Test
    void restsWhileCallersFromOutsideAreAnswered() throws Exception {
        door.inside = 1;
        try (var upstream = new CannedUpstream();
                var load = load(upstream)) {
            await(() -> load.givenWay() > 2);
            assertThat(load.answered()).isZero();

            door.inside = 0;

            await(() -> load.answered() > 100);
        }
    }

    @Test
    void endsWhenTheServerIsAboutToStop() throws Exception {
        try (var upstream = new CannedUpstream();
                var load = load(upstream)) {
            door.ending = true;

            assertThat(load.goesOn(MINUTE)).isFalse();
        }
    }

    @Test
    void endsWhenTheServerIsAboutToStopWhileItRests() throws Exception {
        door.inside = 1;
        try (var upstream = new CannedUpstream();
                var load = load(upstream)) {
            await(() -> load.givenWay() > 0);
            door.ending = true;

            assertThat(load.goesOn(MINUTE)).isFalse();
        }
    }

    @Test
    void endsWithTheFirstAnswerThatDoesNotCome() throws Exception {
        try (var upstream = new CannedUpstream();
                var load = load(upstream)) {
            await(() -> load.answered() > 0);
            upstream.close();

            assertThat(load.goesOn(MINUTE)).isFalse();
        }
    }

    @Test
    void asksNothingMoreOnceItIsClosed() throws Exception {
        try (var upstream = new CannedUpstream();
                var load = load(upstream)) {
            await(() -> load.answered() > 0);
            load.close();
            long answered = load.answered();

            assertThat(load.goesOn(0)).isFalse();
            assertThat(load.answered()).isEqualTo(answered);
        }
    }

    private Load load(CannedUpstream upstream) {
        byte[] head = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return new Load(upstream.base().getPort(), List.of(new Ask("any", 200, Question.of(head))), door);
    }

    private static void await(BooleanSupplier what) {
        while (!what.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** A door whose callers come and go as the test says. */
    private static final class FakeDoor implements Door {
        private volatile int inside;
        private volatile boolean ending;

        @Override
        public void warming(boolean still) {
            throw new AssertionError("the load does not decide this");
        }

        @Override
        public int inside() {
            return inside;
        }

        @Override
        public boolean ending() {
            return ending;
        }
    }
}

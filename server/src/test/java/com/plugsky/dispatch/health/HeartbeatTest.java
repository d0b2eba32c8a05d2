package com.plugsky.dispatch.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    @Test
    void goesOnWhenAStepFails() throws InterruptedException {
        var beats = new CountDownLatch(3);
        List<Runnable> steps = List.of(
                () -> {
                    throw new IllegalStateException("a fault of a step");
                },
                () -> {
                    throw new StackOverflowError("a fault of the machine in a step");
                },
                beats::countDown);

        try (var heartbeat = new Heartbeat(Duration.ofMillis(1), steps)) {
            assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}

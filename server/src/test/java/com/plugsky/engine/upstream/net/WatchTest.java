package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.fleet.upstream.Timeouts;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {

    @Test
    void goesOnAfterALookThatFailed() throws Exception {
        var looks = new CountDownLatch(3);
        try (var watch = new Watch(System::nanoTime, now -> {
            looks.countDown();
            throw new IllegalStateException("on purpose");
        })) {
            watch.add(new Lifeline(Timeouts.USUAL, System::nanoTime));

            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}

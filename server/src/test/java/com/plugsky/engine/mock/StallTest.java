package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.engine.EngineFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StallTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final MockRun mock = new MockRun();

    @Test
    void stallsUntilTheCallerLeaves() throws Exception {
        CompletableFuture<Throwable> end = stall(LONG);
        Runnable leave = mock.caller.leaving.get(10, TimeUnit.SECONDS);
        assertThat(end).isNotDone();
        leave.run();
        assertThat(end.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessage("the caller left");
        assertThat(mock.caller.calls).isEmpty();
    }

    @Test
    void stallsNoLongerThanItsDeadline() throws Exception {
        Throwable end = stall(Duration.ofMillis(20)).get(10, TimeUnit.SECONDS);
        assertThat(end).isInstanceOf(EngineFailure.class);
        assertThat(((EngineFailure) end).kind()).isEqualTo(EngineFailure.Kind.TIMEOUT);
        assertThat(((EngineFailure) end).error().code().code()).isEqualTo("upstream_timeout");
    }

    @Test
    void stopsStallingWhenInterrupted() throws Exception {
        var end = new CompletableFuture<Throwable>();
        Thread thread = Thread.startVirtualThread(
                () -> end.complete(catchThrowable(() -> mock.run("mock/stall", false, LONG))));
        mock.caller.leaving.get(10, TimeUnit.SECONDS);
        thread.interrupt();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    }

    private CompletableFuture<Throwable> stall(Duration deadline) {
        var end = new CompletableFuture<Throwable>();
        Thread.startVirtualThread(() -> end.complete(catchThrowable(() -> mock.run("mock/stall", false, deadline))));
        return end;
    }
}

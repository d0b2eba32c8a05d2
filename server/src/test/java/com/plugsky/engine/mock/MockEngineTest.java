package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.Members;
import com.plugsky.routing.Candidate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MockEngineTest {

    private final Caller caller = new Caller();

    @Test
    void stallsUntilTheCallerLeaves() throws Exception {
        CompletableFuture<Throwable> end = stall(Duration.ofMinutes(5));
        Runnable leave = caller.action.get(10, TimeUnit.SECONDS);
        assertThat(end).isNotDone();
        leave.run();
        assertThat(end.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessage("the caller left");
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
                () -> end.complete(catchThrowable(() -> run("mock/stall", Duration.ofMinutes(5)))));
        caller.action.get(10, TimeUnit.SECONDS);
        thread.interrupt();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void knowsNoOtherMockYet() {
        assertThatThrownBy(() -> run("mock/none", Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(404));
    }

    private CompletableFuture<Throwable> stall(Duration deadline) {
        var end = new CompletableFuture<Throwable>();
        Thread.startVirtualThread(() -> end.complete(catchThrowable(() -> run("mock/stall", deadline))));
        return end;
    }

    private void run(String id, Duration deadline) throws IOException, EngineFailure {
        var model = new Model(id, Tier.FREE, 1, 1, null, 0, Set.of(), List.of(), List.of(new Target.Mock()), true);
        var request = new ChatRequest(
                "req_1", new byte[0], new ChatCompletionRequest(), new Members(List.of()), Instant.EPOCH);
        new MockEngine(deadline).run(request, new Candidate(model, new Target.Mock()), caller);
    }

    /** A caller who leaves when told to, and is never written to. */
    private static final class Caller implements Sink {

        private final CompletableFuture<Runnable> action = new CompletableFuture<>();

        @Override
        public void head(Map<String, String> headers) {
            throw new AssertionError("written to");
        }

        @Override
        public void json(byte[] completion) {
            throw new AssertionError("written to");
        }

        @Override
        public void event(byte[] events, int offset, int length) {
            throw new AssertionError("written to");
        }

        @Override
        public void end(Usage usage) {
            throw new AssertionError("written to");
        }

        @Override
        public boolean started() {
            return false;
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void onGone(Runnable whenGone) {
            action.complete(whenGone);
        }
    }
}

package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptSinkTest {

    private static final long DEADLINE = 100;

    private final Caller caller = new Caller();
    private final List<String> done = new ArrayList<>();
    private long now = 7;
    private final AttemptSink sink = new AttemptSink(caller, null, () -> now, DEADLINE, () -> done.add("started"));

    @Test
    void passesOnWhatAnEngineWrites() throws IOException {
        sink.head(Map.of("a", "b"));
        assertThat(sink.started()).isFalse();
        sink.event(new byte[3], 0, 2);
        now = 9;
        sink.event(new byte[3], 0, 1);
        sink.end(Usage.NONE);
        sink.repaired(Set.of("wrong-object"));

        assertThat(caller.written).containsExactly("head{a=b}", "event2", "event1", "end", "repaired[wrong-object]");
        assertThat(sink.repairs()).containsExactly("wrong-object");
        assertThat(sink.started()).isTrue();
        assertThat(sink.firstAt()).isEqualTo(7);
        assertThat(done).containsExactly("started");
    }

    @Test
    void tellsTheEngineOnceThatTheCallerLeft() {
        sink.onGone(() -> done.add("first"));
        sink.onGone(() -> done.add("second"));

        caller.leave();
        caller.leave();

        assertThat(done).containsExactly("first", "second");
        assertThat(sink.gone()).isTrue();
        assertThat(caller.listeners()).isEqualTo(1);
    }

    @Test
    void tellsAtOnceWhoAsksTooLate() {
        caller.leave();

        sink.onGone(() -> done.add("late"));
        sink.cut(AttemptSink.Cut.LEFT);
        sink.onGone(() -> done.add("later"));

        assertThat(done).containsExactly("late", "later");
    }

    /** A pooled connection may serve somebody else by then. */
    @Test
    void forgetsWhatTheEngineWantedDoneWhenTheAttemptHasEnded() {
        sink.onGone(() -> done.add("abort"));
        assertThat(sink.close()).isNull();

        caller.leave();
        sink.cut(AttemptSink.Cut.EXPIRED);
        sink.onGone(() -> done.add("abort"));

        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AttemptSink.Cut.class)
    void letsNothingThroughOnceItIsCut(AttemptSink.Cut reason) {
        sink.cut(reason);
        sink.cut(AttemptSink.Cut.LEFT);

        assertThatThrownBy(() -> sink.event(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        assertThat(caller.written).isEmpty();
        assertThat(sink.gone()).isTrue();
        assertThat(sink.close()).isEqualTo(reason);
    }

    @Test
    void endsAtItsDeadline() {
        sink.onGone(() -> done.add("abort"));

        assertThat(sink.expire(DEADLINE - 1)).isFalse();
        assertThat(done).isEmpty();
        assertThat(sink.expire(DEADLINE)).isTrue();
        assertThat(done).containsExactly("abort");
    }
}

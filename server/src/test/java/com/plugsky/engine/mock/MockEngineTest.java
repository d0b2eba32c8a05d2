package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MockEngineTest {

    private final MockRun mock = new MockRun();

    /** What is done to the caller, how often it is written to, and whom the log blames. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            mock/status-429       | true  | begin 429, bytes        | REFUSED
            mock/status-429       | false | begin 429, bytes        | REFUSED
            mock/cut-after-0      | true  | hang up                 | REFUSED
            mock/cut-after-2      | true  | 2 event, hang up        | REFUSED
            mock/cut-after-999    | true  | 999 event, hang up      | REFUSED
            mock/cut-after-2      | false | begin 200, bytes, hang up | REFUSED
            mock/reset            | true  | 3 event, reset          | REFUSED
            mock/reset            | false | begin 200, reset        | REFUSED
            mock/no-done          | true  | 9 event, end 17         | -
            mock/no-done          | false | json, end 17            | -
            mock/error-mid-stream | true  | 3 event                 | UPSTREAM
            mock/error-mid-stream | false | json                    | UPSTREAM
            mock/malformed-chunk  | true  | 11 event, end 17        | -
            mock/malformed-chunk  | false | json, end 17            | -
            mock/missing-index    | true  | 7 event, end 17         | -
            mock/missing-index    | false | json, end 17            | -
            mock/html-200         | true  | begin 200, bytes, end 0 | -
            mock/html-200         | false | begin 200, bytes, end 0 | -
            """)
    void doesWhatItsNameSays(String id, boolean stream, String done, EngineFailure.@Nullable Kind kind)
            throws Exception {
        EngineFailure failure = mock.ask(id, stream);

        assertThat(counted(mock.caller.calls)).isEqualTo(done);
        assertThat(failure == null ? null : failure.kind()).isEqualTo(kind);
    }

    @Test
    void promisesALengthAndKeepsHalfOfIt() throws Exception {
        mock.ask("mock/cut-after-5", false);

        int promised = Integer.parseInt(mock.caller.head.getOrDefault("content-length", "0"));
        assertThat(mock.caller.writes.getFirst()).hasSize(promised / 2);
    }

    @ParameterizedTest
    @CsvSource({"mock/no-done, 'tools,x_own'", "mock/missing-index, x_own", "mock/status-400, 'tools,x_own'"})
    void namesWhatHasNoEffect(String id, String ignored) throws Exception {
        mock.members = List.of("model", "tools", "x_own", "stream");
        mock.ask(id, true);

        assertThat(mock.caller.head).containsEntry("x-plugsky-ignored-params", ignored);
    }

    static Stream<String> thatAnswer() {
        return MockRun.FLEET.models().stream()
                .filter(Model::mock)
                .map(Model::id)
                .filter(id -> !id.equals("mock/stall"));
    }

    @ParameterizedTest
    @MethodSource("thatAnswer")
    void saysTheSameToTheSameRequest(String id) throws Exception {
        mock.ask(id, true);
        RecordedCaller first = mock.caller;
        mock.ask(id, true);

        assertThat(mock.caller.written()).isNotEmpty().isEqualTo(first.written());
        assertThat(mock.caller.calls).isEqualTo(first.calls);
    }

    @Test
    void answersForNoOtherTarget() {
        Model model = Objects.requireNonNull(MockRun.FLEET.model("plugsky-pro"));
        var engine = new MockEngine(Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> engine.run(mock.request(), new Candidate(model, new Target.Embedded()), mock.caller))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Equal calls as one, with their number. */
    private static String counted(List<String> calls) {
        return String.join(
                ", ",
                calls.stream()
                        .distinct()
                        .map(call -> {
                            int times = Collections.frequency(calls, call);
                            return times == 1 ? call : times + " " + call;
                        })
                        .toList());
    }
}

package com.plugsky.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What the kit makes of 429 from a server that bounds how much it is asked. */
class BusyTest {
    private static final String TOO_MANY =
            Right.error(429, null, "rate_limit_exceeded").replace("Content-Type", "Retry-After: 0\r\nContent-Type");

    private static Answer asked(String model, IntFunction<String> answer) throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.keeping(request -> answer.apply(next.getAndIncrement()))) {
            Target target = Target.of(
                            server.baseUrl(),
                            Profile.CORE,
                            Target.Keys.of(null),
                            new Target.Models("m", null, null, null, Target.Upstream.elsewhere()))
                    .within(Duration.ofMillis(300));
            try (Probe probe = new Probe(target, Contract.bundled())) {
                return probe.chat(probe.minimal(model));
            }
        }
    }

    @Test
    void comesAgainWhenItIsTold() throws IOException {
        Answer answer = asked("m", number -> number == 0 ? TOO_MANY : ScriptedServer.json(200, "{}"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void learnsNothingOfAServerThatTakesNoMore() {
        assertThatThrownBy(() -> asked("m", number -> TOO_MANY))
                .isInstanceOfSatisfying(
                        Unmet.class, unmet -> assertThat(unmet.outcome()).isEqualTo(Outcome.INCONCLUSIVE));
    }

    @Test
    void takesForAnAnswerWhatAModelSaysOnPurpose() throws IOException {
        assertThat(asked("fault-status-429", number -> TOO_MANY).status()).isEqualTo(429);
    }
}

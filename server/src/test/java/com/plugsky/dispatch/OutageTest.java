package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.dispatch.guard.BreakerOptions;
import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.engine.EngineFailure;
import com.plugsky.routing.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A total outage: how many attempts reach the upstreams for each request that comes in. */
class OutageTest {

    private static final int RATE = 200;
    private static final int SECONDS = 60;
    private static final Duration CALM = Duration.ofSeconds(30);

    private final Lab lab = new Lab();

    /** One second's attempts are told from the next one's by the lab's time; waits take none, as in parallel requests. */
    @ParameterizedTest
    @CsvSource({
        // route, does every caller's SDK repeat its requests twice, breakers
        "a,             false, false",
        "a b,           false, false",
        "a b | f | g,   false, false",
        "a b | f | g,   true,  false",
        "a b | f | g,   false, true",
    })
    void addsAQuarterAtMost(String models, boolean repeated, boolean breakers) throws Exception {
        lab.pauses = (latch, nanos) -> false;
        lab.guards = breakers ? GuardOptions.USUAL : neverOpen();
        Dispatcher dispatcher = lab.dispatcher();
        Route route = lab.route(models);
        calm(dispatcher, route);
        lab.script("a=connect b=upstream f=timeout g=connect");

        List<Integer> attempts = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            lab.tried.clear();
            for (int i = 0; i < RATE; i++) {
                int repetition = repeated ? i % 3 : 0;
                assertThatThrownBy(() -> dispatcher.run(Lab.request(repetition), route, lab.caller))
                        .isInstanceOf(EngineFailure.class);
                lab.now += Duration.ofSeconds(1).toNanos() / RATE;
            }
            attempts.add(lab.tried.size());
        }

        for (int from = 0; from + 10 <= SECONDS; from++) {
            int seen = attempts.subList(from, from + 10).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(seen).as("attempts from second %s on", from).isLessThanOrEqualTo(10 * RATE * 5 / 4);
        }
        int all = attempts.stream().mapToInt(Integer::intValue).sum();
        int expected = breakers ? SECONDS * RATE / 4 : repeated ? SECONDS * RATE : SECONDS * RATE * 6 / 5;
        assertThat(all).isBetween(breakers ? 1 : expected, breakers ? expected : SECONDS * RATE * 5 / 4);
    }

    private void calm(Dispatcher dispatcher, Route route) throws Exception {
        for (int i = 0; i < CALM.toSeconds() * RATE; i++) {
            dispatcher.run(Lab.request(0), route, new Caller());
            lab.now += Duration.ofSeconds(1).toNanos() / RATE;
        }
    }

    private static GuardOptions neverOpen() {
        var breaker = new BreakerOptions(20_000, 20_000, 100, Duration.ofMillis(100), 1);
        return new GuardOptions(breaker, Duration.ZERO, Duration.ZERO);
    }
}

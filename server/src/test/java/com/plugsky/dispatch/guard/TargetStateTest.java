package com.plugsky.dispatch.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetStateTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> heard = new ArrayList<>();
    private long now = Long.MAX_VALUE - 3 * SECOND; // as nanoTime may be: it overflows in the course of a test
    private final TargetState state = new TargetState(
            new Target.Upstream(
                    URI.create("http://127.0.0.1:1/v1"),
                    "up",
                    Access.PLAIN,
                    4,
                    3,
                    Timeouts.USUAL,
                    ParameterMap.NONE,
                    Manners.USUAL),
            TargetState.Label.of("m", 2),
            new TargetStates.Setup(GuardOptions.USUAL, () -> now, new DispatchListener() {
                @Override
                public void breakerMoved(String target, BreakerState from, BreakerState to) {
                    heard.add(target + " " + from + " " + to);
                }

                @Override
                public void healthChanged(String target, boolean healthy) {
                    heard.add(target + " " + healthy);
                }
            }));

    @ParameterizedTest
    @EnumSource(AttemptOutcome.class)
    void opensAfterHalfOfTheLastCallsSpokeAgainstTheTarget(AttemptOutcome outcome) {
        calls(5, AttemptOutcome.OK);
        calls(4, outcome);
        assertThat(state.readiness(now)).isEqualTo(Readiness.READY);

        calls(1, outcome);

        boolean opens = outcome.sign() == AttemptOutcome.Sign.BAD;
        assertThat(state.readiness(now)).isEqualTo(opens ? Readiness.OPEN : Readiness.READY);
        assertThat(state.readyIn(now)).isEqualTo(opens ? SECOND : 0);
        assertThat(state.acquire() != null).isEqualTo(!opens);
        assertThat(state.status().failures()).isEqualTo(opens ? 5 : 0);
    }

    @ParameterizedTest
    @CsvSource({"OK OK OK, CLOSED", "CONNECT CONNECT OK, OPEN", "CONNECT OK OK, CLOSED", "OK LEFT OK, HALF_OPEN"})
    void letsAFewCallsDecideAfterAWhile(String outcomes, BreakerState end) {
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;

        List<Place> trials = places(3);
        assertThat(state.acquire()).isNull();
        for (String outcome : outcomes.split(" ")) {
            trials.removeFirst().end(AttemptOutcome.valueOf(outcome));
        }

        assertThat(state.status().breaker()).isEqualTo(end);
        assertThat(heard).startsWith("m#2 CLOSED OPEN", "m#2 OPEN HALF_OPEN");
        assertThat(state.inFlight()).isZero();
    }

    @Test
    void givesTheTrialBackThatACallerWhoLeftTook() {
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;

        calls(100, AttemptOutcome.LEFT);
        calls(3, AttemptOutcome.OK);

        assertThat(state.status().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void isOpenToAllAgainAsSoonAsItsTrialsAnswersBegin() {
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;

        places(3).forEach(Place::answers);

        assertThat(state.status().breaker()).isEqualTo(BreakerState.CLOSED);
        assertThat(state.weight(now)).isCloseTo(0.4, within(1e-9));
        assertThat(state.inFlight()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        // how the trials' streams end, what becomes of the breaker when the last one of ten calls does
        "OK,       CLOSED",
        "LEFT,     CLOSED",
        "UPSTREAM, OPEN",
    })
    void countsHowAStreamEndedThatBeganAsATrial(AttemptOutcome end, BreakerState breaker) {
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;
        List<Place> trials = places(3);
        trials.forEach(Place::answers);
        trials.forEach(trial -> trial.end(end));
        calls(2, AttemptOutcome.UPSTREAM);
        calls(4, AttemptOutcome.OK);

        calls(1, AttemptOutcome.OK);

        assertThat(state.status().breaker()).isEqualTo(breaker);
        assertThat(state.inFlight()).isZero();
    }

    /** Calls from before the outage neither decide a trial nor make room for more of them. */
    @ParameterizedTest
    @EnumSource(
            value = AttemptOutcome.class,
            names = {"OK", "UPSTREAM", "LEFT"})
    void hearsItsTrialsAloneWhileItIsHalfOpen(AttemptOutcome outcome) {
        Place old = places(1).getFirst();
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;
        Place trial = places(1).getFirst();
        old.answers();
        old.end(outcome);
        List<Place> trials = places(2);

        assertThat(state.acquire()).isNull();
        trial.end(AttemptOutcome.OK);
        trials.getFirst().end(AttemptOutcome.OK);
        assertThat(state.status().breaker()).isEqualTo(BreakerState.HALF_OPEN);
        trials.getLast().end(AttemptOutcome.OK);
        assertThat(state.status().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void takesAPlaceForNothingThatWasGivenBack() {
        calls(10, AttemptOutcome.CONNECT);
        now += 5 * SECOND + 1;

        places(3).forEach(Place::giveBack);

        assertThat(places(3)).hasSize(3);
        assertThat(state.inFlight()).isEqualTo(3);
        assertThat(state.status().attempts()).isEqualTo(13);
    }

    @Test
    void returnsToItsFullWeightSlowlyAfterARecovery() {
        calls(10, AttemptOutcome.CONNECT);
        now += 6 * SECOND;
        calls(3, AttemptOutcome.OK);

        assertThat(state.weight(now)).isCloseTo(0.4, within(1e-9));
        assertThat(state.weight(now + 5 * SECOND)).isCloseTo(2.2, within(1e-9));
        assertThat(state.weight(now + 10 * SECOND)).isEqualTo(4);
    }

    @Test
    void hasItsFullWeightFromTheStart() {
        assertThat(state.weight(now)).isEqualTo(4);
    }

    @Test
    void takesNoMoreThanItMayHave() {
        List<Place> taken = places(3);
        assertThat(state.acquire()).isNull();
        assertThat(state.readiness(now)).isEqualTo(Readiness.FULL);

        taken.getFirst().end(AttemptOutcome.OK);

        assertThat(state.readiness(now)).isEqualTo(Readiness.READY);
        assertThat(state.status().attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED, 4, 4, true", "UPSTREAM, 4, 4, false", "RATE_LIMITED, 3600, 60, true"})
    void isLeftAloneAsLongAsItAsks(EngineFailure.Kind kind, int asked, int left, boolean limited) {
        state.heed(new EngineFailure(
                kind, ApiError.of(ErrorCode.UPSTREAM_ERROR, "later", null), Duration.ofSeconds(asked)));

        assertThat(state.readiness(now)).isEqualTo(Readiness.COOLING);
        assertThat(state.readyIn(now)).isEqualTo(left * SECOND);
        assertThat(state.limited(now)).isEqualTo(limited);
        now += left * SECOND;
        assertThat(state.readiness(now)).isEqualTo(Readiness.READY);
        assertThat(state.limited(now)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // checks, healthy in the end, what is told
        "--,        true,  ''",
        "---,       false, m#2 false",
        "--+---,    false, m#2 false",
        "--+--,     true,  ''",
        "----+-+,   false, m#2 false",
        "----++,    true,  m#2 false m#2 true",
    })
    void changesSidesAfterAFewChecks(String checks, boolean healthy, String told) {
        checks.chars().forEach(check -> state.checked(check == '+'));

        assertThat(state.status().healthy()).isEqualTo(healthy);
        assertThat(String.join(" ", heard)).isEqualTo(told);
        assertThat(state.readiness(now)).isEqualTo(healthy ? Readiness.READY : Readiness.UNHEALTHY);
    }

    @Test
    void isUpAgainWhenRequestsSucceed() {
        "---".chars().forEach(check -> state.checked(false));

        calls(2, AttemptOutcome.OK);

        assertThat(state.status().healthy()).isTrue();
        assertThat(state.weight(now)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void knowsHowSlowItIsOnceItHasSeenEnough() {
        for (int i = 1; i < FirstChunks.ENOUGH; i++) {
            state.firstChunk(true, i);
        }
        assertThat(state.slowFirstChunk(true)).isNegative();

        state.firstChunk(true, 20);
        assertThat(state.slowFirstChunk(true)).isEqualTo(19);
        assertThat(state.slowFirstChunk(false)).isNegative();

        for (int i = 0; i < FirstChunks.SIZE; i++) {
            state.firstChunk(true, 7);
        }
        assertThat(state.slowFirstChunk(true)).isEqualTo(7);
    }

    /** One in ten takes long, and is cut short when it does. */
    @Test
    void keepsWhatIsSlowInMindThoughItIsCutShort() {
        for (int i = 0; i < FirstChunks.ENOUGH; i++) {
            state.firstChunk(true, 100);
        }

        for (int i = 0; i < FirstChunks.SIZE; i++) {
            if (i % 10 == 0) {
                state.noChunkFor(true, 150);
                state.noChunkFor(true, 5);
            } else {
                state.firstChunk(true, 80);
            }
        }

        assertThat(state.slowFirstChunk(true)).isEqualTo(150);
    }

    @Test
    void learnsNothingFromALostRaceBeforeItKnowsWhatIsSlow() {
        for (int i = 0; i < FirstChunks.SIZE; i++) {
            state.noChunkFor(true, 5);
        }

        assertThat(state.slowFirstChunk(true)).isNegative();
    }

    private void calls(int count, AttemptOutcome outcome) {
        for (int i = 0; i < count; i++) {
            places(1).getFirst().end(outcome);
        }
    }

    private List<Place> places(int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Place place = state.acquire();
            assertThat(place).isNotNull();
            places.add(place);
        }
        return places;
    }
}

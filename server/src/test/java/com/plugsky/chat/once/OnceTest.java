package com.plugsky.chat.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.chat.Answer;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {

    private static final Caller ANNE = new Caller("anne", "default", Role.INFER, null, null);
    private static final Caller BOB = new Caller("bob", "default", Role.INFER, null, null);
    private static final byte[] BODY = {1, 2};
    private static final Duration KEPT = Duration.ofMinutes(10);

    private long now;
    private final Once once = new Once(new Once.Bounds(40, 20, 3, KEPT), () -> now);

    @Test
    void replaysAnAnswerWithItsHead() throws Exception {
        Heard first = heard(first("k", Map.of("x-plugsky-strategy", "balanced"), OnceTest::hello));

        Heard second = heard(once.claim(ANNE, "k", BODY));

        assertThat(first.text()).isEqualTo("json:hello end:5");
        assertThat(second.text()).isEqualTo("json:hello end:0");
        assertThat(second.head())
                .containsEntry("x-plugsky-strategy", "balanced")
                .containsEntry("x-plugsky-model", "m");
    }

    @Test
    void replaysAStreamEventByEvent() throws Exception {
        first("k", sink -> {
            event(sink, "a");
            event(sink, "b");
            sink.end(new Usage(1, 1, 0));
        });

        assertThat(heard(once.claim(ANNE, "k", BODY)).text()).isEqualTo("event:a event:b end:0");
    }

    @Test
    void letsOthersFollowAnAnswerThatIsBeingMade() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = claim("k");
            threads.submit(() -> heard(first.noting(Map.of(), sink -> {
                event(sink, "a");
                begun.countDown();
                await(goOn);
                event(sink, "b");
                sink.end(Usage.NONE);
            })));
            await(begun);
            var followed = new Heard();
            followed.whenHeard("event:a", goOn::countDown);

            ((Turn.Again) once.claim(ANNE, "k", BODY)).write(followed);

            assertThat(followed.text()).isEqualTo("event:a event:b end:0");
        }
    }

    @Test
    void goesOnForThoseWhoFollowWhenTheFirstLeaves() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var leaver = new Heard();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = claim("k");
            var made = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> first.noting(Map.of(), sink -> {
                                event(sink, "a");
                                begun.countDown();
                                await(goOn);
                                assertThat(sink.gone()).isFalse();
                                event(sink, "b");
                                sink.end(Usage.NONE);
                            })
                            .write(leaver)),
                    threads);
            await(begun);
            var followed = new Heard();
            followed.whenHeard("event:a", () -> {
                leaver.leaves();
                goOn.countDown();
            });

            ((Turn.Again) once.claim(ANNE, "k", BODY)).write(followed);

            assertThat(followed.text()).isEqualTo("event:a event:b end:0");
            assertThat(made.get(10, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void givesThoseWhoFollowAllOfWhatIsTooLongToBeKept() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = claim("k");
            threads.submit(() -> {
                heard(first.noting(Map.of(), sink -> {
                    event(sink, "a");
                    begun.countDown();
                    await(goOn);
                    event(sink, "b".repeat(20));
                    sink.end(Usage.NONE);
                }));
                ended.countDown();
                return null;
            });
            await(begun);
            var followed = new Heard();
            followed.whenHeard("event:a", () -> {
                goOn.countDown();
                await(ended);
            });

            ((Turn.Again) once.claim(ANNE, "k", BODY)).write(followed);

            assertThat(followed.text()).isEqualTo("event:a event:" + "b".repeat(20) + " end:0");
        }
        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void stopsWhenNobodyIsLeft() throws Exception {
        var leaver = new Heard();
        var stopped = new CountDownLatch(1);

        Throwable end = catchThrowable(() -> claim("k")
                .noting(Map.of(), sink -> {
                    sink.onGone(stopped::countDown);
                    leaver.leaves();
                    event(sink, "a");
                })
                .write(leaver));

        assertThat(end).isInstanceOf(IOException.class);
        await(stopped);
        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void stopsAllThatIsAtWorkWhenTheLastWhoFollowsLeaves() throws Exception {
        var leaver = new Heard();
        var follower = new Heard();
        var stopped = new ArrayList<String>();

        claim("k")
                .noting(Map.of(), sink -> {
                    sink.onGone(() -> stopped.add("first try"));
                    sink.onGone(() -> stopped.add("second try"));
                    var again = (Turn.Again) once.claim(ANNE, "k", BODY);
                    leaver.leaves();
                    assertThat(stopped).isEmpty();
                    follower.leaves();
                    assertThatThrownBy(() -> again.write(follower)).isInstanceOf(IOException.class);
                })
                .write(leaver);

        assertThat(stopped).containsExactly("first try", "second try");
    }

    @Test
    void tellsThoseWhoFollowOfItsFailureAndFreesTheKey() throws Exception {
        var failure =
                new EngineFailure(EngineFailure.Kind.UPSTREAM, ApiError.of(ErrorCode.UPSTREAM_ERROR, "broken", null));
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = claim("k");
            threads.submit(() -> catchThrowable(() -> heard(first.noting(Map.of(), sink -> {
                begun.countDown();
                await(goOn);
                throw failure;
            }))));
            await(begun);
            var again = (Turn.Again) once.claim(ANNE, "k", BODY);
            goOn.countDown();

            assertThatThrownBy(() -> again.write(new Heard())).isSameAs(failure);
        }
        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void refusesAnotherBody() throws Exception {
        first("k", OnceTest::hello);

        assertThatThrownBy(() -> once.claim(ANNE, "k", new byte[] {3}))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.error().code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
                    assertThat(refusal.error().status()).isEqualTo(422);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a\n"})
    void refusesAKeyThatIsNone(String key) {
        assertThatThrownBy(() -> once.claim(ANNE, key, BODY))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.error().status()).isEqualTo(400));
    }

    @Test
    void keepsCallersApart() throws Exception {
        first("k", OnceTest::hello);

        assertThat(once.claim(BOB, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void forgetsWhatIsOld() throws Exception {
        first("k", OnceTest::hello);
        now += KEPT.toNanos() - 1;
        assertThat(heard(once.claim(ANNE, "k", BODY)).text()).startsWith("json:hello");

        now += 1;

        assertThat(once.claim(ANNE, "k", new byte[] {3})).isInstanceOf(Turn.First.class);
    }

    @Test
    void keepsNothingThatIsTooLong() throws Exception {
        first("k", sink -> {
            sink.json(new byte[21]);
            sink.end(Usage.NONE);
        });

        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void keepsAnAnswerFromItsEndOn() throws Exception {
        first("k", sink -> {
            now += KEPT.toNanos();
            hello(sink);
        });
        now += KEPT.toNanos() - 1;

        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.Again.class);
    }

    @Test
    void keepsNoAnswerLongerBecauseAnotherIsMadeAgain() throws Exception {
        first("a", sink -> {
            sink.json(new byte[21]); // too long: the next of this key is a first one again
            first("b", OnceTest::hello);
            now += KEPT.toNanos() - 1;
            first("a", OnceTest::hello);
        });
        now += 1;

        assertThat(once.claim(ANNE, "b", BODY)).isInstanceOf(Turn.First.class);
        assertThat(once.claim(ANNE, "a", BODY)).isInstanceOf(Turn.Again.class);
    }

    @Test
    void dropsTheOldestForWhatHasNoRoom() throws Exception {
        for (String key : List.of("a", "b", "c")) {
            first(key, bytes(20));
        }

        assertThat(once.claim(ANNE, "b", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "c", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "a", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void dropsTheOldestWhenThereAreTooMany() throws Exception {
        for (String key : List.of("a", "b", "c", "d")) {
            first(key, bytes(1));
        }

        assertThat(once.claim(ANNE, "d", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "b", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "a", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void dropsNothingThatIsBeingRead() throws Exception {
        first("a", bytes(20));
        var reader = (Turn.Again) once.claim(ANNE, "a", BODY);
        first("b", bytes(20));
        first("c", bytes(20));

        assertThat(heard(reader).text()).endsWith("end:0");
        assertThat(once.claim(ANNE, "a", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "b", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void findsWhatIsBeingMadeHoweverMuchIsKept() throws Exception {
        for (String key : List.of("a", "b", "c")) {
            first(key, bytes(13));
        }

        assertThat(once.claim(BOB, "mine", BODY)).isInstanceOf(Turn.First.class);
        assertThat(once.claim(BOB, "mine", BODY)).isInstanceOf(Turn.Again.class);
    }

    @Test
    void takesRoomFromWhoeverHasMost() throws Exception {
        heard(claim(BOB, "mine").noting(Map.of(), bytes(5)));

        for (String key : List.of("a", "b", "c", "d", "e")) {
            first(key, bytes(15));
        }

        assertThat(once.claim(BOB, "mine", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "e", BODY)).isInstanceOf(Turn.Again.class);
        assertThat(once.claim(ANNE, "c", BODY)).isInstanceOf(Turn.First.class);
    }

    @Test
    void letsOthersFollowHoweverMuchOneCallerIsBeingAnswered() throws Exception {
        first("a", sink -> {
            sink.json(new byte[20]);
            first("b", other -> {
                other.json(new byte[20]);
                heard(claim(BOB, "mine").noting(Map.of(), his -> {
                    his.json(new byte[5]);
                    assertThat(once.claim(BOB, "mine", BODY)).isInstanceOf(Turn.Again.class);
                    his.end(Usage.NONE);
                }));
            });
        });
    }

    @Test
    void takesNothingFromThoseWhoHaveLess() throws Exception {
        heard(claim(BOB, "mine").noting(Map.of(), bytes(5)));

        first("a", sink -> {
            sink.json(new byte[20]);
            var follower = (Turn.Again) once.claim(ANNE, "a", BODY);
            sink.json(new byte[20]);
            sink.end(Usage.NONE);
            assertThatThrownBy(() -> heard(follower))
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            lost -> assertThat(lost.kind()).isEqualTo(EngineFailure.Kind.CAPACITY));
        });

        assertThat(once.claim(BOB, "mine", BODY)).isInstanceOf(Turn.Again.class);
    }

    @Test
    void keepsNoRawAnswer() throws Exception {
        first("k", sink -> ((RawSink) sink).begin(500, Map.of()));

        assertThat(once.claim(ANNE, "k", BODY)).isInstanceOf(Turn.First.class);
    }

    private static void hello(Sink sink) throws IOException {
        sink.head(Map.of("x-plugsky-model", "m"));
        sink.json("hello".getBytes(StandardCharsets.UTF_8));
        sink.end(new Usage(2, 3, 0));
    }

    private static Answer bytes(int length) {
        return sink -> {
            sink.json(new byte[length]);
            sink.end(Usage.NONE);
        };
    }

    private static void event(Sink sink, String text) throws IOException {
        byte[] event = text.getBytes(StandardCharsets.UTF_8);
        sink.event(event, 0, event.length);
    }

    private Turn.First claim(String key) {
        return claim(ANNE, key);
    }

    private Turn.First claim(Caller caller, String key) {
        return (Turn.First) once.claim(caller, key, BODY);
    }

    private void first(String key, Answer answer) throws IOException, EngineFailure {
        heard(claim(key).noting(Map.of(), answer));
    }

    private Answer first(String key, Map<String, String> decision, Answer answer) {
        return claim(key).noting(decision, answer);
    }

    private static Heard heard(Object turn) throws IOException, EngineFailure {
        var heard = new Heard();
        ((Answer) turn).write(heard);
        return heard;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.plugsky.dispatch;

import com.plugsky.dispatch.retry.Pauses;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Two attempts at one answer, each on a thread of its own: whoever writes first answers, the other is cut short.
 *
 * <p>Order of calls, from the request's thread: {@link #start} for the first, {@link #slow}, perhaps {@code start} for a
 * second, {@link #await}. The caller's side is touched by one thread at a time: before a claim under this race's lock,
 * after it by the winner.
 */
final class Race {

    private final Course course;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Attempt> attempts = new ArrayList<>(2);
    private int running;
    private @Nullable Attempt winner;

    Race(Course course) {
        this.course = course;
    }

    /** Starts one more attempt; false, and nothing is done, if it is decided already who answers. */
    boolean start(Attempt attempt) {
        synchronized (this) {
            if (decided.getCount() == 0) {
                return false;
            }
            course.begins(attempt.candidate());
            attempts.add(attempt);
            running++;
        }
        Thread.ofVirtual().name("plugsky-hedged").start(() -> {
            attempt.run();
            ended(attempt);
        });
        return true;
    }

    /** Whether the first attempt takes longer than this to write or to fail. */
    boolean slow(Pauses pauses, long nanos) throws InterruptedIOException {
        try {
            return !pauses.await(decided, nanos);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits for the winner's end, or if nobody wins for the end of all. */
    void await() throws InterruptedIOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Who wrote to the caller; null: nobody. */
    synchronized @Nullable Attempt winner() {
        return winner;
    }

    /** All that were started. */
    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Asks to write to the caller. */
    boolean claim(AttemptSink sink) {
        List<Attempt> losers;
        synchronized (this) {
            if (winner != null) {
                return winner.sink() == sink;
            }
            for (Attempt attempt : attempts) {
                if (attempt.sink() == sink) {
                    winner = attempt;
                    course.answers(attempt.candidate());
                }
            }
            losers = attempts.stream().filter(attempt -> attempt != winner).toList();
            decided.countDown();
        }
        losers.forEach(attempt -> attempt.sink().cut(AttemptSink.Cut.LOST));
        return true;
    }

    private synchronized void ended(Attempt attempt) {
        running--;
        if (attempt == winner || running == 0) {
            decided.countDown();
            over.countDown();
        }
    }

    private InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        attempts().forEach(attempt -> attempt.sink().cut(AttemptSink.Cut.LEFT));
        return new InterruptedIOException("stopped while an upstream was asked");
    }
}

package com.plugsky.conformance.trb;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Callers that ask for a stream at once, each on a connection and a thread of its own. */
final class Crowd {
    /** Of a stream that never ends no more is read: a crowd of them would not fit into memory. */
    private static final int MOST = 1024 * 1024;

    private final List<Member> members;

    private Crowd(List<Member> members) {
        this.members = members;
    }

    /** How one of them fared. */
    private enum Fate {
        WHOLE,
        /** 429 or 503, before anything began. */
        REFUSED,
        /** No end within the patience, or within a megabyte. */
        WAITING,
        BROKEN
    }

    private record Member(Fate fate, String why, @Nullable Answer answer) {}

    /** So many callers, and how they fared. */
    static Crowd of(Probe probe, int many) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.streaming("{'max_tokens': 16}")));
        Deadline deadline = Deadline.in(probe.target().patience());
        List<Member> members = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Member> one = () -> member(probe, request, deadline);
            List<Future<Member>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                all.add(threads.submit(one));
            }
            for (Future<Member> each : all) {
                members.add(each.get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
        members.stream()
                .map(Member::answer)
                .filter(answer -> answer != null)
                .forEach(answer -> probe.keep(request, answer));
        return new Crowd(members);
    }

    private static Member member(Probe probe, Request request, Deadline deadline) {
        try (Wire wire = Wire.open(probe.target().endpoint(), deadline)) {
            return judged(wire.exchange(request, deadline, head -> {}, Crowd::endless));
        } catch (SocketTimeoutException late) {
            return new Member(Fate.WAITING, "no end in time", null);
        } catch (IOException broken) {
            return new Member(Fate.BROKEN, String.valueOf(broken.getMessage()), null);
        }
    }

    /** Whether a body is longer than any of these that ends. */
    static boolean endless(byte[] body) {
        return body.length > MOST;
    }

    /** Whether a stream, however it came, is whole; what it says is looked at by other rules. */
    static boolean whole(Answer answer) {
        return answer.complete()
                && (answer.text().contains("[DONE]") || answer.text().contains("\"finish_reason\":\""));
    }

    private static Member judged(Answer answer) {
        if (answer.status() == 429 || answer.status() == 503) {
            return new Member(Fate.REFUSED, "status " + answer.status(), answer);
        }
        if (endless(answer.body())) {
            return new Member(Fate.WAITING, "no end", null);
        }
        if (answer.status() == 200 && whole(answer)) {
            return new Member(Fate.WHOLE, "", answer);
        }
        return new Member(Fate.BROKEN, "status " + answer.status() + ": " + Json.excerpt(answer.text()), answer);
    }

    private int count(Fate fate) {
        return (int) members.stream().filter(member -> member.fate() == fate).count();
    }

    /** None is broken; where all were refused nothing is learnt. */
    Crowd well() {
        List<Member> broken =
                members.stream().filter(member -> member.fate() == Fate.BROKEN).toList();
        Expect.that(
                broken.isEmpty(),
                "%d of %d streams are broken: %s",
                broken.size(),
                members.size(),
                broken.isEmpty() ? "" : broken.getFirst().why());
        int waiting = count(Fate.WAITING);
        if (waiting > 0) {
            throw Unmet.inconclusive("%d of %d streams had no end in time".formatted(waiting, members.size()));
        }
        if (count(Fate.REFUSED) == members.size()) {
            throw Unmet.inconclusive("all %d streams are refused".formatted(members.size()));
        }
        return this;
    }
}

package com.plugsky.conformance.gwy;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.contract.StreamFinding;
import com.plugsky.conformance.upstream.script.Reasoning;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.SseEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** GWY-06 to GWY-12: what the caller gets of an upstream's answer. */
final class AnswerRules {
    private static final String RIGHT = "scripted";
    private static final String STREAM = "{'stream': true}";

    /** Ways to send the same answer. */
    private static final List<String> FORMS = List.of("fault-split-utf8", "fault-crlf", "fault-bom", "fault-comments");

    private static final List<String> CUT = List.of("fault-cut", "fault-half-json", "fault-error-event");
    private static final List<String> TALKATIVE =
            List.of("fault-status-500", "fault-status-400", "fault-status-401", "fault-error-event", "fault-reset");
    private static final List<String> WRONG = List.of(
            "fault-missing-index",
            "fault-wrong-finish",
            "fault-changed-id",
            "fault-repeated-role",
            "fault-repeated-name",
            "fault-usage-everywhere",
            "fault-no-role",
            "fault-empty-finish",
            "fault-error-null");

    /** What a scripted upstream says of itself in its errors and heads. */
    private static final Pattern OWN = Pattern.compile("sk-scripted-|127\\.0\\.0\\.1:9/|req_scripted");

    private static final String PACED = "paced-50";
    private static final Duration PACE = Duration.ofMillis(50);
    private static final int ROUNDS = 3;

    private AnswerRules() {}

    static void bytes(Probe probe) throws IOException {
        String expected = content(Passage.to(probe, RIGHT).right("{}"));
        Expect.equal("content", content(Passage.to(probe, FORMS.getFirst()).right("{}")), expected);
        for (String form : FORMS) {
            Expect.within(form, () -> {
                Folded folded = Folded.of(Passage.to(probe, form).right(STREAM));
                Expect.equal("streamed content", folded.choice(0).content(), expected);
            });
        }
    }

    private static String content(Answer answer) {
        return Json.read(answer.text()).at("/choices/0/message/content").asString("");
    }

    /** Half of the gaps at least are about as long as the upstream's; a busy machine is tried again. */
    static void pace(Probe probe) throws IOException {
        Duration median = Duration.ZERO;
        for (int i = 0; i < ROUNDS; i++) {
            median = median(Passage.to(probe, PACED).right(STREAM));
            if (median.compareTo(PACE.dividedBy(2)) > 0 && median.compareTo(PACE.multipliedBy(4)) < 0) {
                return;
            }
        }
        Expect.that(false, "the median of gaps is %s (the upstream's: %s)", median, PACE);
    }

    private static Duration median(Answer answer) {
        List<Long> times = answer.events().stream()
                .filter(event -> event.data() != null)
                .map(SseEvent::nanos)
                .toList();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        Expect.that(gaps.size() > 2, "chunks: %d (expected: a dozen)", times.size());
        return Duration.ofNanos(gaps.stream().sorted().toList().get(gaps.size() / 2));
    }

    static void reasoning(Probe probe) throws IOException {
        Folded folded = Folded.of(Passage.to(probe, "fault-reasoning").right(STREAM));
        StringBuilder order = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        for (JsonNode chunk : folded.chunks()) {
            JsonNode delta = chunk.at("/choices/0/delta");
            String piece = delta.path("reasoning_content")
                    .asString(delta.path("reasoning").asString(""));
            thought.append(piece);
            order.append(piece.isEmpty() ? "" : "r");
            order.append(delta.path("content").asString("").isEmpty() ? "" : "c");
        }
        Expect.equal("reasoning", thought.toString(), Reasoning.TEXT);
        Expect.that(order.toString().matches("r+c+"), "the order of reasoning (r) and content (c): %s", order);
    }

    static void truncated(Probe probe) throws IOException {
        for (String fault : CUT) {
            Answer answer = Passage.to(probe, fault).attempt("{}");
            Expect.that(
                    answer == null || answer.status() >= 500,
                    "%s: status %s (expected: 502)",
                    fault,
                    answer == null ? "" : answer.status());
        }
    }

    static void secrets(Probe probe) throws IOException {
        String address = "127.0.0.1:" + probe.upstream().port();
        for (String fault : TALKATIVE) {
            for (String members : List.of("{}", STREAM)) {
                Answer answer = Passage.to(probe, fault).attempt(members);
                String all = answer == null
                        ? ""
                        : new String(answer.head().bytes(), StandardCharsets.ISO_8859_1) + answer.text();
                Expect.that(!all.contains(address), "%s: the answer shows the upstream's address", fault);
                Expect.that(!OWN.matcher(all).find(), "%s: the answer shows what is the upstream's: %s", fault, all);
            }
        }
    }

    static void comeAgain(Probe probe) throws IOException {
        for (String fault : List.of("fault-status-429-7", "fault-status-429-date-7")) {
            Passage passage = Passage.to(probe, fault);
            Answer answer = Expect.status(passage.answer(passage.body("{}")), 429);
            String after = Expect.header(answer, "Retry-After");
            long seconds = seconds(after);
            Expect.that(seconds >= 1 && seconds <= 8, "%s: Retry-After: %s (expected: about 7 s)", fault, after);
        }
    }

    private static long seconds(String after) {
        try {
            return after.matches("[0-9]{1,9}")
                    ? Long.parseLong(after)
                    : Duration.between(Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(after, Instant::from))
                                    .toSeconds()
                            + 1;
        } catch (DateTimeParseException neither) {
            return -1;
        }
    }

    /** Either there is no stream, or it keeps the protocol. */
    static void mended(Probe probe) throws IOException {
        for (String fault : WRONG) {
            Passage passage = Passage.to(probe, fault);
            Answer answer = passage.answer(passage.body(STREAM));
            if (answer.status() == 200) {
                List<StreamFinding> findings =
                        new StreamChecker(probe.contract().protocol()).check(answer.events());
                Expect.that(indexed(answer), "%s: a tool call without its index", fault);
                Expect.that(findings.isEmpty(), "%s: %s", fault, findings.isEmpty() ? "" : findings.getFirst());
            } else {
                Expect.that(
                        answer.status() >= 500 || !probe.profile(Profile.PLUGSKY),
                        "%s: status %d (expected: 200 or 502)",
                        fault,
                        answer.status());
            }
        }
    }

    private static boolean indexed(Answer answer) {
        return Folded.of(answer).chunks().stream()
                .flatMap(chunk -> chunk.path("choices").valueStream())
                .flatMap(choice -> choice.at("/delta/tool_calls").valueStream())
                .allMatch(call -> call.path("index").isInt());
    }
}

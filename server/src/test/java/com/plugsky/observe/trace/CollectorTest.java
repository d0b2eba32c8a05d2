package com.plugsky.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.error.ErrorCode;
import com.plugsky.observe.Passage;
import com.plugsky.observe.Passages;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CollectorTest {
    private static final String CHAT = "/v1/chat/completions";

    @Test
    void isSentASpanUnderTheIdsThatUpstreamsWereTold() throws IOException, InterruptedException {
        try (var receiver = new Receiver(200)) {
            Passage passage = Passages.stream("plugsky-pro");
            try (var collector = collector(receiver, 512)) {
                collector.ended(passage, Passages.END);
            }
            Receiver.Sent sent = receiver.take();
            assertThat(sent.holds(passage.trace().traceId())).isTrue();
            assertThat(sent.holds(passage.trace().spanId())).isTrue();
            assertThat(sent.holds("00f067aa0ba902b7")).as("the caller's span").isTrue();
            assertThat(sent.authorization()).isEqualTo("Bearer a-token");
            for (String text : new String[] {
                "chat plugsky-pro", "gen_ai.usage.input_tokens", "gen_ai.response.model", "plugsky.attempts", "client-1"
            }) {
                assertThat(sent.says(text)).as(text).isTrue();
            }
            assertThat(sent.says("the end user")).isFalse();
        }
    }

    @Test
    void isToldOfErrorsAndOfRefusals() throws IOException, InterruptedException {
        try (var receiver = new Receiver(200)) {
            try (var collector = collector(receiver, 512)) {
                Passage refused = Passages.refused(ErrorCode.INVALID_JSON);
                refused.asks(CHAT, null);
                collector.ended(refused, Passages.END);
                collector.ended(Passages.failed("plugsky-pro", ErrorCode.UPSTREAM_TIMEOUT), Passages.END);
            }
            Receiver.Sent sent = receiver.take();
            assertThat(sent.says("invalid_json")).isTrue();
            assertThat(sent.says("upstream_timeout")).isTrue();
        }
    }

    @Test
    void isSentASpanForAnAttemptAtAnUpstream() throws IOException, InterruptedException {
        try (var receiver = new Receiver(200)) {
            AttemptReport report = Passages.attempt("plugsky-pro", AttemptOutcome.TIMEOUT);
            try (var collector = collector(receiver, 512)) {
                collector.attemptEnded(report);
            }
            Receiver.Sent sent = receiver.take();
            assertThat(sent.holds(report.request().trace().spanId())).isTrue();
            assertThat(sent.says("upstream.example")).isTrue();
            assertThat(sent.says("secret")).isFalse();
        }
    }

    @Test
    void countsWhatIsNotTaken() throws IOException {
        try (var receiver = new Receiver(400)) {
            var collector = collector(receiver, 512);
            collector.ended(Passages.stream("plugsky-pro"), Passages.END);
            collector.close();
            assertThat(collector.dropped()).as("the request and its attempt").isEqualTo(2);
        }
    }

    @Test
    void countsWhatThereIsNoRoomFor() throws IOException {
        try (var receiver = new Receiver(200)) {
            var collector = collector(receiver, 1);
            for (int i = 0; i < 100; i++) {
                collector.ended(Passages.stream("plugsky-pro"), Passages.END);
            }
            long dropped = collector.dropped();
            collector.close();
            assertThat(dropped).isPositive().isLessThan(200);
        }
    }

    private static Collector collector(Receiver receiver, int room) {
        return new Collector(new Collector.Address(receiver.endpoint(), "a-token"), room, CHAT, Clock.systemUTC());
    }
}

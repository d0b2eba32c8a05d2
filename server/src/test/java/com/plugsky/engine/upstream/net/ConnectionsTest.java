package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.fleet.Target;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final AtomicLong now = new AtomicLong();
    private final Connections connections = new Connections(Duration.ofSeconds(4), 1, now::get);
    private final TinyUpstream upstream = new TinyUpstream(talk -> {
        while (talk.hears()) {
            talk.answers("{}");
        }
    });

    @BeforeEach
    void ask() throws Exception {
        Asks.whole(connections, upstream.target(), "1");
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
        upstream.close();
    }

    @Test
    void closesWhatIsIdleForTooLongWithoutBeingAsked() throws Exception {
        assertThat(connections.idleNow()).isEqualTo(1);

        now.addAndGet(TimeUnit.SECONDS.toNanos(4));
        connections.round();

        assertThat(connections.idleNow()).isZero();
        assertThat(upstream.end()).isEqualTo("eof");
    }

    @Test
    void servesATargetAgainThatNobodyAskedForLong() throws Exception {
        now.addAndGet(TimeUnit.MINUTES.toNanos(11));
        connections.round();
        connections.round();

        assertThat(Asks.whole(connections, upstream.target(), "2")).isEqualTo("{}");
        assertThat(connections.idleNow()).isEqualTo(1);
    }

    @Test
    void tellsOfTheConnectionsOfATarget() throws Exception {
        Target.Upstream target = upstream.target();
        assertThat(connections.load(target)).isEqualTo(new Connections.Load(0, 1));

        try (Exchange exchange = connections.exchange(target)) {
            Asks.ask(exchange, false, "2");
            assertThat(connections.load(target)).isEqualTo(new Connections.Load(1, 0));
            exchange.whole(100, AnswerRoom.ENDLESS.share());
        }

        assertThat(connections.load(target)).isEqualTo(new Connections.Load(0, 1));
        assertThat(connections.load(target.named("nobody asked"))).isEqualTo(new Connections.Load(0, 0));
    }

    @Test
    void sharesConnectionsAmongTheModelsOfOneServer() throws Exception {
        assertThat(Asks.whole(connections, upstream.target().named("another"), "2"))
                .isEqualTo("{}");

        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreIdleConnectionsThanItMay() throws Exception {
        try (Exchange one = connections.exchange(upstream.target());
                Exchange two = connections.exchange(upstream.target())) {
            Asks.ask(one, false, "2");
            Asks.ask(two, false, "3");
            one.whole(100, AnswerRoom.ENDLESS.share());
            two.whole(100, AnswerRoom.ENDLESS.share());
        }

        assertThat(connections.idleNow()).isEqualTo(1);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void closesWhatIsIdleWhenItIsClosed() throws Exception {
        connections.close();

        assertThat(upstream.end()).isEqualTo("eof");
        assertThat(connections.idleNow()).isZero();
    }
}

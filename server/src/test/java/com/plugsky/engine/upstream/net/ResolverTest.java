package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ResolverTest {

    private static final InetAddress[] HERE = {InetAddress.getLoopbackAddress()};

    private final AtomicLong now = new AtomicLong();
    private final Lifeline call = new Lifeline(Timeouts.USUAL, now::get);

    /** Until it is opened no name server says anything. */
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void open() {
        answers.countDown();
    }

    @Test
    void findsTheAddressesOfAName() throws Exception {
        assertThat(new Resolver(name -> HERE).addresses("far.invalid", call)).isEqualTo(HERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void looksNoAddressUp(String address) throws Exception {
        var resolver = new Resolver(name -> {
            throw new UnknownHostException(name);
        });

        assertThat(resolver.addresses(address, call)).containsExactly(InetAddress.ofLiteral(address));
    }

    @Test
    void saysThatThereIsNoSuchName() {
        var connector = new Connector(new Resolver(name -> {
            throw new UnknownHostException(name);
        }));

        assertThat(failure(connector).getMessage()).isEqualTo("The upstream's name cannot be resolved");
    }

    @Test
    void waitsForAMuteNameServerNoLongerThanForAConnection() {
        var connector = new Connector(new Resolver(name -> {
            call.look(now.addAndGet(Duration.ofSeconds(3).toNanos()));
            return late();
        }));

        EngineFailure failure = failure(connector);

        assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.TIMEOUT);
        assertThat(failure.getMessage()).isEqualTo("No connection to the upstream within 2 s");
    }

    @Test
    void letsACallerGoWhoLeaves() {
        var connector = new Connector(new Resolver(name -> {
            call.abort();
            return late();
        }));

        assertThatThrownBy(() -> connector.connect(endpoint(), call))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the caller left");
    }

    @Test
    void looksANameUpOnceForAllWhoAskMeanwhile() throws Exception {
        var lookups = new AtomicInteger();
        var resolver = new Resolver(name -> {
            lookups.incrementAndGet();
            call.abort();
            return late();
        });
        assertThatThrownBy(() -> resolver.addresses("far.invalid", call)).isInstanceOf(IOException.class);
        var second = new Lifeline(Timeouts.USUAL, now::get);
        var found = new CompletableFuture<InetAddress[]>();

        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                found.complete(resolver.addresses("far.invalid", second));
            } catch (IOException e) {
                found.completeExceptionally(e);
            }
        });
        while (asking.getState() != Thread.State.WAITING && asking.isAlive()) {
            Thread.onSpinWait();
        }
        answers.countDown();

        assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(HERE);
        assertThat(lookups).hasValue(1);
    }

    private InetAddress[] late() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return HERE;
    }

    private EngineFailure failure(Connector connector) {
        return catchThrowableOfType(EngineFailure.class, () -> connector.connect(endpoint(), call));
    }

    private static Endpoint endpoint() {
        return new Endpoint(false, "far.invalid", 1, null, null);
    }
}

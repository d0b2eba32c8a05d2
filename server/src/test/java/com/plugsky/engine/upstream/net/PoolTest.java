package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.upstream.http.HttpConnection;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PoolTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long UNUSED = 600 * SECOND;

    private final AtomicInteger idle = new AtomicInteger();
    private final Pool pool = new Pool(new Endpoint(false, "localhost", 1, null, null), idle, 0);
    private TinyUpstream upstream;

    @BeforeEach
    void open() {
        upstream = new TinyUpstream(TinyUpstream.Talk::waits);
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    @Test
    void givesTheOneUsedLast() throws IOException {
        HttpConnection first = connection();
        HttpConnection second = connection();
        pool.put(first, 0, 4 * SECOND, 8);
        pool.put(second, 1, 4 * SECOND, 8);

        assertThat(pool.take(2)).isSameAs(second);
        assertThat(pool.take(2)).isSameAs(first);
        assertThat(pool.take(2)).isNull();
        assertThat(idle).hasValue(0);
    }

    @Test
    void givesNoneThatIsTooOld() throws IOException {
        HttpConnection connection = connection();
        pool.put(connection, 0, 4 * SECOND, 8);

        assertThat(pool.take(4 * SECOND)).isNull();
        assertThat(connection.base().isClosed()).isTrue();
        assertThat(idle).hasValue(0);
    }

    @Test
    @Timeout(10)
    void givesNoneOnWhichTheOtherSideHasSpokenUnasked() throws Exception {
        try (var chatty = new TinyUpstream(talk -> {
            talk.says("HTTP/1.1 408 Timeout\r\n\r\n");
            talk.waits();
        })) {
            var socket = new Socket("127.0.0.1", chatty.port());
            var connection = new HttpConnection(socket, socket);
            while (!connection.speaks()) {
                Thread.onSpinWait();
            }
            pool.put(connection, 0, 4 * SECOND, 8);

            assertThat(pool.take(1)).isNull();
        }
    }

    @Test
    void keepsNoMoreThanAllPoolsMay() throws IOException {
        idle.set(7);

        assertThat(pool.put(connection(), 0, SECOND, 8)).isTrue();
        assertThat(pool.put(connection(), 0, SECOND, 8)).isFalse();
        assertThat(idle).hasValue(8);
    }

    @Test
    void closesTheOldOnesWhenItIsSwept() throws IOException {
        HttpConnection old = connection();
        HttpConnection young = connection();
        pool.put(old, 0, 4 * SECOND, 8);
        pool.put(young, 2 * SECOND, 6 * SECOND, 8);

        assertThat(pool.sweep(5 * SECOND, UNUSED)).isFalse();

        assertThat(old.base().isClosed()).isTrue();
        assertThat(young.base().isClosed()).isFalse();
        assertThat(idle).hasValue(1);
    }

    @Test
    void takesNothingMoreWhenNobodyHasUsedItForLong() throws IOException {
        assertThat(pool.sweep(UNUSED, UNUSED)).isFalse();
        assertThat(pool.sweep(UNUSED + 1, UNUSED)).isTrue();

        assertThat(pool.put(connection(), UNUSED + 2, 2 * UNUSED, 8)).isFalse();
        assertThat(idle).hasValue(0);
    }

    private HttpConnection connection() throws IOException {
        var socket = new Socket("127.0.0.1", upstream.port());
        return new HttpConnection(socket, socket);
    }
}

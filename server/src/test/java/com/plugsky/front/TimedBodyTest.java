package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedBodyTest {
    private final List<Duration> patience = new ArrayList<>();
    private long now = -5;

    @ParameterizedTest
    @CsvSource({
        // bytes, nanoseconds that each takes, whether all come
        "4, 0,  true",
        "4, 24, true",
        "4, 25, false",
        "9, 12, false",
        "1, 99, true",
    })
    void comesWholeInTimeOrNotAtAll(int length, int each, boolean whole) throws IOException {
        var body = new TimedBody(new Trickle(length, each), Duration.ofNanos(100), () -> now, patience::add);

        if (whole) {
            assertThat(body.readNBytes(100)).hasSize(length);
        } else {
            assertThatThrownBy(() -> body.readNBytes(100)).isInstanceOf(SocketTimeoutException.class);
            assertThat(now + 5).as("noticed").isGreaterThanOrEqualTo(100).isLessThan(100 + each);
        }
    }

    @Test
    void saysHowLongEachReadMayWait() throws IOException {
        var body = new TimedBody(new Trickle(2, 30), Duration.ofNanos(100), () -> now, patience::add);

        body.read();
        body.read(new byte[8]);
        body.read();

        assertThat(patience).extracting(Duration::toNanos).containsExactly(100L, 70L, 40L);
    }

    /** A byte with each read, which takes its time. */
    private final class Trickle extends InputStream {
        private final int each;
        private int left;

        Trickle(int length, int each) {
            this.left = length;
            this.each = each;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            left--;
            now += each;
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }
    }
}

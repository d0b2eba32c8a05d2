package com.plugsky.engine.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final String BODY = "5;a=b\r\nfirst\r\n1\r\n \r\n6\r\nsecond\r\n0\r\nx-t: y\r\n\r\n";

    @Test
    void readsAsMuchAsOneReadOfTheSocketBrought() throws Exception {
        var socket = new Segments(HEAD + "6\r\nfirst \r\n7\r\nsecond \r\n5\r\nth", "ird\r\n0\r\n\r\n");

        assertThat(reads(asked(socket))).containsExactly("first second th", "ird");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nsecond\r\n", "6\r\nsecondX\r\n0\r\n"})
    void handsOnWhatCameBeforeABrokenFrame(String broken) throws Exception {
        HttpConnection connection = asked(new Segments(HEAD + "5\r\nfirst\r\n" + broken));
        byte[] bytes = new byte[100];

        int count = connection.read(bytes, 0);

        assertThat(new String(bytes, 0, count, UTF_8)).startsWith("first");
        assertThatThrownBy(() -> connection.read(bytes, 0)).isInstanceOf(IOException.class);
        assertThat(connection.reusable()).isFalse();
    }

    static IntStream cuts() {
        return IntStream.range(1, BODY.length());
    }

    /** Nothing is held back that has come, wherever a frame is torn. */
    @ParameterizedTest
    @MethodSource("cuts")
    void handsOnWhatHasComeBeforeItWaits(int cut) throws Exception {
        var socket = new Segments(HEAD + BODY.substring(0, cut), BODY.substring(cut));
        HttpConnection connection = asked(socket);
        var text = new StringBuilder();
        byte[] bytes = new byte[100];

        while (!connection.ended()) {
            String come = payload(BODY.substring(0, socket.taken() == 1 ? cut : BODY.length()));
            int before = socket.taken();
            int count = connection.read(bytes, 0);
            if (count > 0) {
                text.append(new String(bytes, 0, count, UTF_8));
            }
            if (before == 1 && socket.taken() == 1) {
                assertThat(text).hasToString(come);
            }
        }

        assertThat(text).hasToString("first second");
        assertThat(socket.taken())
                .as("the end was read, or the connection is of no more use")
                .isGreaterThan(connection.reusable() ? 1 : 0);
    }

    /** The bytes of a body that are in its torn frames. */
    private static String payload(String frames) {
        return Stream.of("first", " ", "second")
                .map(part -> {
                    String marked = part.equals(" ") ? "\r\n1\r\n" : part.equals("first") ? "a=b\r\n" : "6\r\n";
                    int begin = frames.indexOf(marked);
                    String rest = begin < 0 ? "" : frames.substring(begin + marked.length());
                    return rest.substring(0, Math.min(part.length(), rest.length()));
                })
                .collect(Collectors.joining());
    }

    @Test
    void readsOneByteAtATime() throws Exception {
        String whole = HEAD + BODY;
        var socket = new Segments(whole.split(""));
        HttpConnection connection = asked(socket);

        assertThat(String.join("", reads(connection))).isEqualTo("first second");
        assertThat(connection.reusable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10     | 1",
                "15000  | 1",
                "17000  | 2",
                "200000 | 2",
            })
    void writesASmallRequestAtOnceAndALargeBodyUncopied(int size, int writes) throws Exception {
        byte[] body = new byte[size];
        var socket = new Segments();

        new HttpConnection(socket, socket)
                .send(new Question("HEAD\r\n\r\n".getBytes(UTF_8), size, out -> out.write(body, 0, size)));

        assertThat(socket.written).hasSize(writes);
        assertThat(socket.written.stream().mapToInt(each -> each.length).sum()).isEqualTo(8 + size);
        assertThat(socket.lastArray == body).isEqualTo(size > 16_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5         | 4500",
                "max=1, timeout=2  | 1500",
                "Timeout=0         | 0",
                "max=1             | -1",
                "timeout=x         | -1",
            })
    void knowsHowLongItIsKept(String header, long millis) throws Exception {
        var socket = new Segments("HTTP/1.1 200 OK\r\nKeep-Alive: " + header + "\r\ncontent-length: 0\r\n\r\n");

        assertThat(asked(socket).keepAliveNanos()).isEqualTo(millis < 0 ? Long.MAX_VALUE : millis * 1_000_000);
    }

    private static HttpConnection asked(Segments socket) throws Exception {
        var connection = new HttpConnection(socket, socket);
        connection.send(Question.of("HEAD\r\n\r\n".getBytes(UTF_8)));
        connection.receive();
        return connection;
    }

    private static List<String> reads(HttpConnection connection) throws IOException {
        var reads = new ArrayList<String>();
        byte[] bytes = new byte[100];
        while (!connection.ended()) {
            int count = connection.read(bytes, 0);
            if (count > 0) {
                reads.add(new String(bytes, 0, count, UTF_8));
            }
        }
        return reads;
    }

    /** A socket whose reads bring one segment after the other, and whose writes are noted. */
    private static final class Segments extends Socket {

        private final Deque<byte[]> segments = new ArrayDeque<>();
        private final List<byte[]> written = new ArrayList<>();
        private byte[] lastArray = {};
        private int taken;

        private Segments(String... segments) {
            for (String segment : segments) {
                this.segments.add(segment.getBytes(UTF_8));
            }
        }

        private int taken() {
            return taken;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("asked for a single byte");
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    byte[] next = segments.poll();
                    if (next == null) {
                        return -1;
                    }
                    taken++;
                    System.arraycopy(next, 0, into, offset, next.length);
                    return next.length;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int length) {
                    lastArray = bytes;
                    written.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
                }
            };
        }
    }
}

package com.plugsky.conformance.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block of lines of an event stream, as it came: up to and with its blank line.
 *
 * @param lines the lines without their line ends
 * @param closed whether a blank line ended it; false for what was left when the stream ended
 * @param utf8 whether its bytes are UTF-8; what is not stands as U+FFFD in the lines
 * @param nanos when its last byte arrived
 */
public record SseEvent(List<String> lines, boolean closed, boolean utf8, long nanos) {
    private static final String DONE = "[DONE]";

    public SseEvent {
        lines = List.copyOf(lines);
    }

    /** The data lines joined by a line feed; null when the block has none (a comment with a blank line of its own). */
    public @Nullable String data() {
        List<String> data = lines.stream()
                .filter(line -> line.equals("data") || line.startsWith("data:"))
                .map(line -> line.length() <= 5 ? "" : line.charAt(5) == ' ' ? line.substring(6) : line.substring(5))
                .toList();
        return data.isEmpty() ? null : String.join("\n", data);
    }

    public boolean done() {
        return DONE.equals(data());
    }

    public List<String> comments() {
        return lines.stream().filter(line -> line.startsWith(":")).toList();
    }

    /** Splits a body into blocks; a block's time is that of the read that brought its last byte. */
    static List<SseEvent> read(byte[] body, List<Arrival> arrivals) {
        List<SseEvent> events = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int start = 0;
        int position = 0;
        while (position < body.length) {
            int end = lineEnd(body, position);
            String line = new String(body, position, end - position, StandardCharsets.UTF_8);
            boolean ended = end < body.length;
            position = afterLineEnd(body, end);
            if (!line.isEmpty()) {
                lines.add(line);
            } else if (ended) {
                events.add(new SseEvent(lines, true, utf8(lines, body, start, position), timeOf(position, arrivals)));
                lines = new ArrayList<>();
                start = position;
            }
        }
        if (!lines.isEmpty()) {
            boolean utf8 = utf8(lines, body, start, body.length);
            events.add(new SseEvent(lines, false, utf8, timeOf(body.length, arrivals)));
        }
        return events;
    }

    /** Looks closer only where something was replaced, or stood replaced already. */
    private static boolean utf8(List<String> lines, byte[] body, int start, int end) {
        if (lines.stream().noneMatch(line -> line.indexOf('\uFFFD') >= 0)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, start, end - start));
            return true;
        } catch (CharacterCodingException cut) {
            return false;
        }
    }

    private static int lineEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n' && body[at] != '\r') {
            at++;
        }
        return at;
    }

    private static int afterLineEnd(byte[] body, int end) {
        if (end >= body.length) {
            return end;
        }
        boolean pair = body[end] == '\r' && end + 1 < body.length && body[end + 1] == '\n';
        return end + (pair ? 2 : 1);
    }

    private static long timeOf(int end, List<Arrival> arrivals) {
        for (Arrival arrival : arrivals) {
            if (arrival.end() >= end) {
                return arrival.nanos();
            }
        }
        return arrivals.isEmpty() ? 0 : arrivals.getLast().nanos();
    }
}

package com.plugsky.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseEventTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            data: a~~data: b~~          | 2 | a    | true
            data:a~~                    | 1 | a    | true
            data:  a~~                  | 1 | ' a' | true
            : ping~data: a~~            | 1 | a    | true
            : ping~~                    | 1 | none | true
            data: a~data: b~~           | 1 | 'a;b' | true
            data: a~                    | 1 | a    | false
            data: a                     | 1 | a    | false
            ~~~data: a~~                | 4 | none | true
            data~~                      | 1 | ''   | true
            """)
    void splitsABodyIntoBlocks(String body, int blocks, String data, boolean closed) {
        byte[] bytes = body.strip().replace("~", "\n").getBytes(StandardCharsets.UTF_8);
        List<SseEvent> events = SseEvent.read(bytes, List.of());

        assertThat(events).hasSize(blocks);
        assertThat(events.getFirst().data()).isEqualTo(data == null ? null : data.replace(";", "\n"));
        assertThat(events.getLast().closed()).isEqualTo(closed);
    }

    @Test
    void knowsWhenEachBlockArrived() {
        byte[] bytes = "data: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8);

        List<SseEvent> events = SseEvent.read(bytes, List.of(new Arrival(12, 100), new Arrival(18, 200)));

        assertThat(events).extracting(SseEvent::nanos).containsExactly(100L, 200L);
    }
}

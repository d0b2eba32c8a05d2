package com.plugsky.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.config.SecludedServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A warm-up whose requests are all refused would warm nothing, and nobody would notice. */
@Timeout(120)
class AsksTest {

    @Test
    void getTheAnswersThatTheyAreMeantToGet() throws Exception {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        Map<String, Integer> got = new LinkedHashMap<>();
        try (var upstream = new CannedUpstream();
                var server = SecludedServer.before(upstream.base(), Asks.MODEL);
                var line = new Line(server.port())) {
            for (Ask ask : Asks.to(server.port(), server.key())) {
                wanted.put(ask.name(), ask.status());
                got.put(ask.name(), line.ask(ask.question()));
            }
        }

        assertThat(got).isEqualTo(wanted).hasSize(17);
    }
}

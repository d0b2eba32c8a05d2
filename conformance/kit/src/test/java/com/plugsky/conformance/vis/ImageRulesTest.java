package com.plugsky.conformance.vis;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImageRulesTest {
    private static String refused() {
        return Right.error(400, "messages[0].content[1].image_url.url", "invalid_image");
    }

    private static String url(String request) {
        return Right.asked(request).at("/messages/0/content/1/image_url/url").asString();
    }

    @Test
    void passesAServerThatRefusesEachAddressInside() throws IOException {
        assertThat(Graded.rule("VIS-05", Profile.CORE, request -> refused()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void failsAServerThatHangsOnAnAddressInside() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.keeping(request -> url(request).contains("10.0.0.1") ? "" : refused())) {
            Verdict verdict =
                    Graded.rule("VIS-05", Graded.target(server, Profile.CORE).within(Duration.ofMillis(300)));

            assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(verdict.reason()).isEqualTo("no answer within 0.3 s");
        }
    }

    @Test
    void failsAServerThatFetches() throws IOException {
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
            URI url = URI.create(url(request));
            if (url.getPort() > 0 && url.getHost().equals("127.0.0.1")) {
                new Socket(url.getHost(), url.getPort()).close();
            }
            ScriptedServer.write(out, refused());
        })) {
            assertThat(Graded.rule("VIS-05", Graded.target(server, Profile.CORE))
                            .reason())
                    .startsWith("the server fetched http://127.0.0.1:");
        }
    }
}

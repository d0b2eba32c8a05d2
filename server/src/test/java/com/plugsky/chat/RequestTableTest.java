package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.error.Refusal;
import com.plugsky.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTableTest {

    private static final Binder BINDER = binder();

    static Stream<Arguments> rows() throws IOException {
        try (var table = RequestTableTest.class.getResourceAsStream("requests.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" => ", 2))
                    .map(row -> Arguments.of(row[0], row[1]));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsTheTableSays(String request, String answer) {
        assertThat(answer(body(request))).isEqualTo(answer);
    }

    private static String body(String request) {
        return switch (request.charAt(0)) {
            case '>' -> request.substring(1).strip();
            case '[' -> "{\"model\":\"m\",\"messages\":" + request + "]}";
            default -> "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + request + "}";
        };
    }

    private static String answer(String body) {
        try {
            BINDER.bind("req_1", body.getBytes(StandardCharsets.UTF_8));
            return "ok";
        } catch (Refusal e) {
            assertThat(e.error().status()).isEqualTo(400);
            String message = e.error().message().replace("\n", "<LF>");
            return "%s | %s | %s".formatted(e.error().code().code(), e.error().param(), message);
        }
    }

    private static Binder binder() {
        Settings settings = Settings.defaults();
        StrictJson json = JsonBeans.strictJson(settings.limits());
        return new Binder(
                json,
                JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract()),
                Clock.systemUTC());
    }
}

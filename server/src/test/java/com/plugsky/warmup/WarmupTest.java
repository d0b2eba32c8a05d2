package com.plugsky.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.config.ServerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class WarmupTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> beforeTheWarmup = new ArrayList<>();
    private String base = "";

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheClient() {
        client.close();
    }

    @Test
    void keepsTheServerUnreadyUntilItIsWarmAndLeavesNoTrace() throws Exception {
        try (var ignored = start("--plugsky.warmup.enabled=true", "--plugsky.warmup.window=100ms")) {
            assertThat(beforeTheWarmup).containsExactly(503);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (get("/readyz").statusCode() == 503 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }

            assertThat(get("/readyz").statusCode()).isEqualTo(200);
            assertThat(get("/v1/models").body()).contains("plugsky-lite").doesNotContain("\"" + Asks.MODEL + "\"");
            assertThat(get("/v1/plugsky/requests").body()).contains("\"data\":[]");
            assertThat(get("/metrics").body())
                    .contains("plugsky_requests_in_flight")
                    .doesNotContain("gen_ai_", "plugsky_attempts_", "plugsky_refusals_", "plugsky_targets_");
        }
    }

    @Test
    void isNotWaitedForUnlessItIsSwitchedOn() {
        try (var ignored = start()) {
            assertThat(beforeTheWarmup).containsExactly(200);
        }
    }

    /** Asks for readiness between the moment when the port is open and the one when the warm-up begins. */
    private ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(ServerApplication.class);
        application.addListeners((ApplicationListener<WebServerInitializedEvent>) started -> {
            base = "http://127.0.0.1:" + started.getWebServer().getPort();
            beforeTheWarmup.add(get("/readyz").statusCode());
        });
        List<String> flags = new ArrayList<>(List.of(
                "--plugsky.server.port=0",
                "--plugsky.server.stop-notice=0s",
                "--plugsky.access.keys=" + folder.resolve("keys.yaml")));
        flags.addAll(List.of(settings));
        return application.run(flags.toArray(String[]::new));
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

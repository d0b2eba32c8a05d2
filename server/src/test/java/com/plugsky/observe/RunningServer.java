package com.plugsky.observe;

import com.plugsky.access.KeyFile;
import com.plugsky.access.KeyGrant;
import com.plugsky.access.Role;
import com.plugsky.config.ServerApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server on a free port, with a key of each role or with none at all. */
final class RunningServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final @Nullable String admin;
    private final @Nullable String infer;

    private RunningServer(ConfigurableApplicationContext context, @Nullable String admin, @Nullable String infer) {
        this.context = context;
        this.admin = admin;
        this.infer = infer;
        this.base = "http://127.0.0.1:"
                + Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                        .getPort();
    }

    /** A server with keys; settings are written as {@code name=value}. */
    static RunningServer keyed(Path folder, String... settings) throws IOException {
        var keys = new KeyFile(folder.resolve("keys.yaml"), Clock.systemUTC());
        String admin = keys.create(new KeyGrant(Role.ADMIN, "default", null, null, null))
                .plain();
        String infer = keys.create(KeyGrant.infer()).plain();
        return new RunningServer(run(folder, settings), admin, infer);
    }

    static RunningServer open(Path folder, String... settings) {
        return new RunningServer(run(folder, settings), null, null);
    }

    private static ConfigurableApplicationContext run(Path folder, String... settings) {
        List<String> flags = new ArrayList<>(List.of(
                "--plugsky.server.port=0",
                "--plugsky.server.stop-notice=0s",
                "--plugsky.access.keys=" + folder.resolve("keys.yaml")));
        for (String setting : settings) {
            flags.add("--plugsky." + setting);
        }
        return new SpringApplication(ServerApplication.class).run(flags.toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Nullable
    String admin() {
        return admin;
    }

    @Nullable
    String infer() {
        return infer;
    }

    /** An answer to GET; headers are names and values, one after the other. */
    HttpResponse<String> get(String path, @Nullable String key, String... headers) throws Exception {
        return send(request(path, key, headers).GET());
    }

    /** An answer to a chat request. */
    HttpResponse<String> chat(String body, @Nullable String key, String... headers) throws Exception {
        return send(request("/v1/chat/completions", key, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, @Nullable String key, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}

package com.plugsky.conformance.upstream;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.upstream.script.Fault;
import com.plugsky.conformance.upstream.script.Replies;
import com.plugsky.conformance.upstream.script.Reply;
import com.plugsky.conformance.upstream.script.Script;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One connection of a scripted upstream, from its first request to its end. One thread. */
final class Connection {
    private static final String RIGHT = "scripted";
    private static final String TIRED = "slow-500";
    private static final String JSON = "application/json";

    private final Options options;
    private final Seen seen;
    private final RequestReader reader;
    private final Outlet outlet;

    Connection(Socket socket, int number, Options options, Seen seen) throws IOException {
        this.options = options;
        this.seen = seen;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        this.reader = new RequestReader(in, number);
        this.outlet = new Outlet(socket, in);
    }

    /** Answers until either side has enough. */
    void serve() throws IOException {
        try {
            for (Received request = reader.next(); request != null; request = reader.next()) {
                if (!answered(request)) {
                    return;
                }
            }
        } catch (RequestReader.Malformed malformed) {
            outlet.play(Replies.error(400, "malformed_request"), script(RIGHT));
        }
    }

    /** Whether the connection goes on. */
    private boolean answered(Received request) throws IOException {
        boolean left = true;
        try {
            boolean whole = exchange(request);
            left = false;
            return whole && !request.last();
        } finally {
            request.end(left);
        }
    }

    private boolean exchange(Received request) throws IOException {
        String path = request.target().split("\\?", 2)[0];
        switch (path) {
            case "/_seen" -> {
                return outlet.play(Reply.whole(200, JSON, seen.json()), script(RIGHT));
            }
            case "/_reset" -> {
                seen.reset();
                return outlet.play(Reply.whole(200, JSON, "{}".getBytes(StandardCharsets.UTF_8)), script(RIGHT));
            }
            default -> {}
        }
        JsonNode body = path.endsWith("/chat/completions") ? json(request) : null;
        String model = body == null ? "" : body.path("model").asString("");
        request.names(model);
        seen.add(request);
        if (!options.latency().isZero()) {
            outlet.pause((int) options.latency().toMillis());
        }
        if (body == null) {
            boolean models = path.endsWith("/models");
            return outlet.play(models ? Replies.models() : Replies.error(404, "unknown_url"), script(RIGHT));
        }
        return chat(request, body, model);
    }

    private boolean chat(Received request, JsonNode body, String model) throws IOException {
        Script script = model.isEmpty() ? null : Script.of(model);
        if (script == null) {
            String code = model.isEmpty() ? "invalid_json" : "model_not_found";
            return outlet.play(Replies.error(model.isEmpty() ? 400 : 404, code), script(RIGHT));
        }
        int before = seen.count(model);
        if (script.fault() == Fault.FLAKY && before < script.number()) {
            return outlet.play(Replies.error(500, "scripted_failure"), script);
        }
        if (script.fault() == Fault.TIRING) {
            script = script(before < script.number() ? RIGHT : TIRED);
        }
        String told = script.fault() == Fault.ECHO ? Seen.json(request).toString() : "";
        Reply reply = Replies.of(script, body, told, options.seed(), Instant.now());
        return outlet.play(request.old() ? reply.unchunked() : reply, script);
    }

    private static Script script(String model) {
        return Objects.requireNonNull(Script.of(model), model);
    }

    /** The body; one that is no JSON has no members. */
    private static @Nullable JsonNode json(Received request) {
        try {
            return Json.read(new String(request.body(), StandardCharsets.UTF_8));
        } catch (Unmet noJson) {
            return Json.of("{}");
        }
    }
}

package com.plugsky.conformance.cli;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A first look at a server, so that one line tells what hundreds of failed rules would. */
final class Reach {
    private static final int MOST_NAMES = 8;

    private final Target target;
    private final Duration patience;
    private final List<String> models = new ArrayList<>();

    /** Why a server cannot be graded. @param exit 2 if the command line is wrong, 3 if it is the server */
    record Trouble(int exit, String line) {}

    Reach(Target target) {
        this.target = target;
        this.patience = target.patience();
    }

    /** What stands in the way; null: nothing does. */
    @Nullable
    Trouble trouble() {
        try {
            Answer listed = send(Request.get(target.endpoint().path() + "/models"));
            Trouble trouble = listed.status() == 404 ? null : refused(listed);
            if (trouble != null) {
                return trouble;
            }
            names(listed);
            return model();
        } catch (IOException failure) {
            return trouble(reason(failure));
        }
    }

    private @Nullable Trouble model() throws IOException {
        String model = target.models().chat();
        var body = Json.of("{'messages': [{'role': 'user', 'content': 'Hi'}], 'max_tokens': 1}")
                .put("model", model);
        Answer answer = send(Request.json(target.endpoint().path() + "/chat/completions", Json.bytes(body)));
        int status = answer.status();
        boolean unlisted = (status == 404 || status == 400) && !models.isEmpty() && !models.contains(model);
        if (unlisted || status == 404 && answer.text().contains(model)) {
            return new Trouble(2, "--model: " + model + " (expected: a model that it serves" + served() + ")");
        }
        if (status == 404 || status == 405) {
            return trouble("has no /chat/completions there (" + status + "): is the base URL right?");
        }
        if (status >= 300 && status < 400) {
            return trouble("sends elsewhere (" + status + "), to " + answer.header("Location"));
        }
        if (status == 429) {
            return trouble("takes no more requests now (429)");
        }
        if (status >= 500) {
            return trouble("answers the simplest request with " + status
                    + ": has it loaded its model, and is what it asks up?");
        }
        return refused(answer);
    }

    private String served() {
        if (models.isEmpty()) {
            return "";
        }
        String names = String.join(", ", models.subList(0, Math.min(MOST_NAMES, models.size())));
        return ": " + names + (models.size() > MOST_NAMES ? ", ..." : "");
    }

    private @Nullable Trouble refused(Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            return trouble("refuses the key (" + answer.status() + ")");
        }
        if (answer.mediaType().equals("text/html") && answer.status() < 500) {
            return trouble("answers with a web page: is it the base URL of an API, with /v1 at its end?");
        }
        return null;
    }

    private void names(Answer listed) {
        try {
            for (JsonNode model : Json.STRICT.readTree(listed.body()).path("data")) {
                models.add(model.path("id").asString(""));
            }
        } catch (JacksonException none) {
            models.clear(); // some servers list none
        }
    }

    private Answer send(Request request) throws IOException {
        Deadline deadline = Deadline.in(patience);
        String key = target.keys().infer();
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            return wire.exchange(key == null ? request : request.with("Authorization", "Bearer " + key), deadline);
        }
    }

    private Trouble trouble(String what) {
        return new Trouble(3, Secrets.of(target).outOf(Secrets.plain(target.baseUrl()) + " " + what));
    }

    private String reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException ignored -> "has a name that nobody knows";
            case ConnectException ignored -> "is not reachable: nobody listens there";
            case SocketTimeoutException ignored -> "does not answer within " + patience.toSeconds() + " s";
            case SSLException ssl -> "is not to be trusted, or speaks no TLS: " + line(ssl);
            default -> "gives no answer of HTTP/1.1: " + line(failure);
        };
    }

    private static String line(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        byte[] bytes = message.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
    }
}

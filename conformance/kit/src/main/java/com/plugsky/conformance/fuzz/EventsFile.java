package com.plugsky.conformance.fuzz;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemathesis' report of events, read case by case: the events of one operation have tens of megabytes.
 *
 * <p>Of each operation the cases come first, then the checks, then what was sent and came; version 4.32 writes them in this order.
 */
final class EventsFile {
    private static final JsonMapper JSON = new JsonMapper();

    /** What stands before the path; the rest may have characters that no URI has. */
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?#]*");

    /** How many exchanges are kept of an operation in a phase. */
    private static final int MOST_EXCHANGES = 20;

    private final List<FuzzReport.Case> read = new ArrayList<>();
    private final Map<String, Boolean> positive = new LinkedHashMap<>();
    private final Map<String, List<FuzzReport.Failure>> failures = new HashMap<>();
    private String operation = "";
    private int kept;

    private EventsFile() {}

    /** The cases of a file. */
    static List<FuzzReport.Case> read(Path ndjson) throws IOException {
        EventsFile file = new EventsFile();
        try (JsonParser events = JSON.createParser(ndjson.toFile())) {
            while (events.nextToken() != null) {
                within(events, "ScenarioFinished", () -> within(events, "recorder", () -> file.recorder(events)));
            }
        } catch (JacksonException broken) {
            throw new IOException("Schemathesis' report cannot be read: " + broken.getOriginalMessage(), broken);
        }
        return List.copyOf(file.read);
    }

    /** Reads one member of the object that begins here, and nothing of the others. */
    private static void within(JsonParser events, String wanted, Runnable reading) {
        members(events, name -> {
            if (name.equals(wanted)) {
                reading.run();
            } else {
                events.skipChildren();
            }
        });
    }

    /** Goes through the members of the object that begins here; whoever is told of one reads its value. */
    private static void members(JsonParser events, Consumer<String> told) {
        while (events.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = events.currentName();
            events.nextToken();
            told.accept(name);
        }
    }

    private void recorder(JsonParser events) {
        positive.clear();
        failures.clear();
        kept = 0;
        members(events, name -> {
            switch (name) {
                case "label" -> operation = events.getString();
                case "cases" -> members(events, id -> made(id, events.readValueAsTree()));
                case "checks" -> members(events, id -> checked(id, events.readValueAsTree()));
                case "interactions" -> members(events, id -> sent(id, events.readValueAsTree()));
                default -> events.skipChildren();
            }
        });
        // What was not sent counts, too.
        positive.forEach((id, keeps) -> read.add(new FuzzReport.Case(operation, keeps, 0, failed(id), null)));
    }

    private void made(String id, JsonNode value) {
        String mode = value.at("/value/meta/generation/mode").asString("");
        positive.put(id, mode.equals("positive"));
    }

    private void checked(String id, JsonNode checks) {
        for (JsonNode check : checks) {
            if (!check.path("status").asString("").equals("success")) {
                String message = check.at("/failure_info/failure/message").asString("");
                failures.computeIfAbsent(id, unused -> new ArrayList<>())
                        .add(new FuzzReport.Failure(check.path("name").asString(""), message));
            }
        }
    }

    private void sent(String id, JsonNode interaction) {
        Boolean keeps = positive.remove(id);
        if (keeps == null) {
            return; // not one of the cases
        }
        int status = interaction.at("/response/status_code").asInt(0);
        boolean shown = !failed(id).isEmpty() && kept++ < MOST_EXCHANGES;
        read.add(new FuzzReport.Case(operation, keeps, status, failed(id), shown ? exchange(interaction) : null));
    }

    private List<FuzzReport.Failure> failed(String id) {
        return List.copyOf(failures.getOrDefault(id, List.of()));
    }

    private static Exchange exchange(JsonNode interaction) {
        JsonNode sent = interaction.path("request");
        Request request = new Request(
                sent.path("method").asString("GET"),
                ORIGIN.matcher(sent.path("uri").asString("/")).replaceFirst(""),
                headers(sent),
                body(sent.path("body")));
        JsonNode got = interaction.path("response");
        List<Header> headers = headers(got);
        int status = got.path("status_code").asInt(0);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        JsonNode content = got.has("content") ? got.path("content") : got.path("body");
        return new Exchange(
                request,
                new Answer(
                        new Answer.Head(status, got.path("message").asString(""), headers, bytes),
                        body(content),
                        new Answer.Timing(0, 0, List.of(), 0),
                        true));
    }

    private static List<Header> headers(JsonNode message) {
        List<Header> headers = new ArrayList<>();
        for (var header : message.path("headers").properties()) {
            header.getValue().forEach(value -> headers.add(new Header(header.getKey(), value.asString(""))));
        }
        return headers;
    }

    private static byte[] body(JsonNode body) {
        return body.has("$base64")
                ? Base64.getDecoder().decode(body.path("$base64").asString(""))
                : body.asString("").getBytes(StandardCharsets.UTF_8);
    }
}

package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import com.plugsky.routing.Candidate;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came of asking the embedded engine: the JSON or the events, and the usage. */
final class Asked implements Sink {

    static final TokenCounter COUNTER = new TokenCounter();
    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 25, 64, 64, 256));
    static final EmbeddedEngine ENGINE = engine(EngineOptions.DEFAULTS);
    static final Model SEEING = model("plugsky-vision", 8000, Set.of(Ability.TOOLS, Ability.JSON, Ability.VISION));
    static final Model THINKING =
            model("plugsky-reasoning", 8000, Set.of(Ability.TOOLS, Ability.JSON, Ability.REASONING));
    static final Model BLIND = model("plugsky-lite", 8000, Set.of(Ability.TOOLS, Ability.JSON));

    /** The bytes of each call of the sink. */
    final List<String> writes = new ArrayList<>();

    final Map<String, String> headers = new HashMap<>();
    Usage usage = Usage.NONE;
    private int goneAfter = Integer.MAX_VALUE;

    static EmbeddedEngine engine(EngineOptions options) {
        return new EmbeddedEngine(
                COUNTER, new CallerSchemas(JSON, new SchemaLimits(32, 10_000, 200_000, 200_000)), options);
    }

    static Model model(String id, int context, Set<Ability> abilities) {
        return new Model(
                id, Tier.FREE, context, 4000, null, 0.5, abilities, List.of(), List.of(new Target.Embedded()), false);
    }

    /** Asks with JSON whose quotes are single ones. */
    static Asked of(String body) {
        return of(body, SEEING);
    }

    static Asked of(String body, Model model) {
        var asked = new Asked();
        asked.run(ENGINE, body, model);
        return asked;
    }

    /** Asks with only a prompt, and more members beside it. */
    static Asked prompt(String prompt, String more) {
        return of(body(prompt, more));
    }

    static String body(String prompt, String more) {
        return "{'model':'m','messages':[{'role':'user','content':'" + prompt + "'}]"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static ApiError refused(String body) {
        return refused(body, SEEING);
    }

    static ApiError refused(String body, Model model) {
        var asked = new Asked();
        try {
            asked.run(ENGINE, body, model);
        } catch (Refusal refusal) {
            if (!asked.writes.isEmpty()) {
                throw new AssertionError("refused after the first write", refusal);
            }
            return refusal.error();
        }
        throw new AssertionError("not refused: " + asked.writes);
    }

    Asked goneAfter(int events) {
        goneAfter = events;
        return this;
    }

    void run(Engine engine, String quoted, Model model) {
        try {
            engine.run(request(quoted), new Candidate(model, new Target.Embedded()), this);
        } catch (IOException | EngineFailure e) {
            throw new AssertionError(e);
        }
    }

    static ChatRequest request(String quoted) {
        String body = quoted.replace('\'', '"');
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var members = new ArrayList<Member>();
        return new ChatRequest(
                "req_7",
                bytes,
                (ChatCompletionRequest) Objects.requireNonNull(JSON.read(bytes, members)),
                new Members(members),
                Instant.ofEpochSecond(1_782_123_456));
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(writes.getFirst());
    }

    JsonNode choice(int index) {
        return json().get("choices").get(index);
    }

    String content() {
        return choice(0).get("message").get("content").asString();
    }

    String finish() {
        return choice(0).get("finish_reason").asString();
    }

    /** The data of all events, in order. */
    List<String> data() {
        var data = new ArrayList<String>();
        for (String event : String.join("", writes).split("\n\n")) {
            if (!event.startsWith("data: ") || event.indexOf('\n') >= 0) {
                throw new AssertionError("not one data line: " + event);
            }
            data.add(event.substring(6));
        }
        return data;
    }

    /** The choices of a stream, folded into the form that the plain answer has. */
    JsonNode folded() {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        var fold = new Folded();
        for (String data : data()) {
            if (!data.equals("[DONE]")) {
                fold.add(JsonMapper.shared().readTree(data));
            }
        }
        whole.set("choices", fold.choices());
        return whole;
    }

    @Override
    public void head(Map<String, String> more) {
        if (!writes.isEmpty()) {
            throw new AssertionError("a head after the first write");
        }
        headers.putAll(more);
    }

    @Override
    public void json(byte[] completion) {
        writes.add(new String(completion, StandardCharsets.UTF_8));
    }

    @Override
    public void event(byte[] events, int offset, int length) {
        writes.add(new String(events, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void end(Usage total) {
        usage = total;
    }

    @Override
    public boolean started() {
        return !writes.isEmpty();
    }

    @Override
    public boolean gone() {
        return writes.size() >= goneAfter;
    }

    @Override
    public void onGone(Runnable action) {}
}

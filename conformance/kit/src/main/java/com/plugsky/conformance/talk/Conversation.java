package com.plugsky.conformance.talk;

import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.contract.StreamFinding;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One conversation; seed and index make it again. */
final class Conversation {
    private static final int MOST_TURNS = 6;
    private static final int MOST_BYTES = 3_000;

    private final Probe probe;
    private final SplittableRandom random;
    private final ArrayNode tools;
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    private final Set<String> calls = new HashSet<>();
    private int turns;
    private int left;
    private boolean unanswered;
    private boolean fault;
    private @Nullable Request last;

    Conversation(Probe probe, long seed, long index) {
        this.probe = probe;
        this.random = new SplittableRandom(seed * 1_000_003 + index);
        this.tools = Turn.tools(random);
    }

    int turns() {
        return turns;
    }

    /** How often the caller left a stream. */
    int left() {
        return left;
    }

    /** Whether it ended since no answer came. */
    boolean unanswered() {
        return unanswered;
    }

    /** Whether it ended by a fault of the server, whatever its contract says: 5xx, or no answer. */
    boolean fault() {
        return fault || unanswered;
    }

    /** What was asked last. */
    @Nullable
    Request last() {
        return last;
    }

    /** Holds it to its end; what did not fit, in one line; null: all did. */
    @Nullable
    String misfit() {
        messages.add(Turn.said(random));
        int most = 1 + random.nextInt(MOST_TURNS);
        try {
            while (turns < most) {
                turns++;
                String why = turn(Turn.of(random));
                if (why != null) {
                    return why.isEmpty() ? null : "turn " + turns + ": " + why;
                }
            }
            return null;
        } catch (Unmet unmet) {
            return unmet.outcome() != Outcome.FAIL ? null : "turn " + turns + ": " + unmet.getMessage();
        } catch (IOException failure) {
            unanswered = true;
            return "turn " + turns + ": no answer: " + failure.getMessage();
        }
    }

    /** What did not fit; empty: the server takes no such conversation, as it may; null: all did. */
    private @Nullable String turn(Turn turn) throws IOException {
        ObjectNode body = probe.minimal().put("stream", turn.streams()).put("max_tokens", 64);
        body.set("messages", messages);
        body.set("tools", tools);
        if (!turn.choice().isEmpty()) {
            body.set("tool_choice", turn.toolChoice());
        }
        Request request = probe.chatRequest(Json.bytes(body));
        last = request;
        if (turn.manner() == Turn.Manner.LEAVE) {
            leave(request);
        }
        Answer answer = probe.send(request);
        if (answer.status() >= 400 && answer.status() < 500 && probe.profile(Profile.CORE)) {
            return "";
        }
        String why = unfit(turn, request, answer);
        return why == null ? heard(turn, answer) : why;
    }

    private void leave(Request request) throws IOException {
        int enough = 1 + random.nextInt(MOST_BYTES);
        try (Wire wire = probe.open()) {
            wire.send(request);
            wire.receive(request.method(), Deadline.in(probe.target().patience()), body -> body.length >= enough);
            left++;
            if (random.nextBoolean()) {
                wire.reset();
            }
        }
    }

    private @Nullable String unfit(Turn turn, Request request, Answer answer) {
        if (answer.status() != 200) {
            fault = answer.status() >= 500;
            return "status " + answer.status() + " (expected: 200): " + Json.excerpt(answer.text());
        }
        if (turn.streams() != answer.isStream()) {
            return "stream " + turn.streams() + ", but Content-Type " + answer.mediaType();
        }
        if (probe.profile(Profile.CORE)) {
            return answer.complete() ? null : "the body did not end as its framing says";
        }
        List<String> findings = probe.contract().findings(new Exchange(request, answer));
        if (!findings.isEmpty()) {
            return "contract: " + findings.getFirst();
        }
        List<StreamFinding> found =
                answer.isStream() ? new StreamChecker(probe.contract().protocol()).check(answer.events()) : List.of();
        return found.isEmpty() ? null : "stream: " + found.getFirst();
    }

    /** Takes an answer into the conversation, and says what comes next. */
    private @Nullable String heard(Turn turn, Answer answer) {
        ObjectNode message = answer.isStream() ? message(Folded.of(answer)) : message(Json.read(answer.text()));
        List<String> ids = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            ids.add(call.path("id").asString(""));
        }
        if (turn.mustNotCall() && !ids.isEmpty()) {
            return "calls although tool_choice is none";
        }
        if (turn.mustCall() && ids.isEmpty() && !probe.profile(Profile.CORE)) {
            return "no call although tool_choice is " + turn.choice();
        }
        if (probe.profile(Profile.CORE)) {
            calls.clear(); // an id of an earlier turn is answered already
        }
        for (String id : ids) {
            if (id.isEmpty() || !calls.add(id)) {
                return "the id of a call is '" + id + "' (expected: one that no other call has)";
            }
        }
        messages.add(message);
        if (ids.isEmpty()) {
            messages.add(Turn.said(random));
            return null;
        }
        if (random.nextBoolean()) {
            Collections.reverse(ids);
        }
        ids.forEach(id -> messages.add(Turn.result(id, random)));
        return null;
    }

    /** The message as a client keeps it, what history does not take left out. */
    private static ObjectNode message(JsonNode completion) {
        JsonNode said = completion.at("/choices/0/message");
        ObjectNode message = Json.of("{'role': 'assistant'}");
        message.set("content", said.path("content").isString() ? said.path("content") : null);
        if (!said.path("tool_calls").isEmpty()) {
            message.set("tool_calls", said.path("tool_calls"));
        } else if (!said.path("content").isString()) {
            message.put("content", "");
        }
        return message;
    }

    private static ObjectNode message(Folded folded) {
        Folded.Choice choice = folded.choice(0);
        ObjectNode message = Json.of("{'role': 'assistant', 'content': null}");
        if (choice.calls().isEmpty() || !choice.content().isEmpty()) {
            message.put("content", choice.content());
        }
        if (!choice.calls().isEmpty()) {
            ArrayNode list = message.putArray("tool_calls");
            for (Folded.Call call : choice.calls()) {
                ObjectNode one = list.addObject().put("id", call.id()).put("type", "function");
                one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            }
        }
        return message;
    }
}

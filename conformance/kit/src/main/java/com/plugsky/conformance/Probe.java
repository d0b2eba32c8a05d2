package com.plugsky.conformance;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.KeptWire;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a check holds in its hand: the server, one connection that is kept while the server keeps it, and the evidence so far.
 *
 * <p>One rule, one thread.
 */
public final class Probe implements AutoCloseable {
    private static final int MAX_EVIDENCE = 256;
    private static final Pattern UNKNOWN_MODEL = Pattern.compile(
            "(?i)invalid model|unknown model|model[ _]not[ _]found|no such model|model \\S+ (?:does not exist|not found)");

    private static final int TOO_MANY = 429;

    private final Target target;
    private final Contract contract;
    private final List<Exchange> evidence = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private final KeptWire wire;

    /** To be closed by the caller. */
    public Probe(Target target, Contract contract) {
        this.target = target;
        this.contract = contract;
        this.wire = new KeptWire(target.endpoint());
    }

    public Target target() {
        return target;
    }

    public Contract contract() {
        return contract;
    }

    public boolean profile(Profile wanted) {
        return target.profile() == wanted;
    }

    public List<Exchange> evidence() {
        return evidence;
    }

    /** The smallest valid request, to the fixture's chat model. */
    public ObjectNode minimal() {
        return minimal(target.models().chat());
    }

    public ObjectNode minimal(String model) {
        ObjectNode body = Json.of("{'messages': [{'role': 'user', 'content': 'Say hello to the harbour.'}]}");
        return body.put("model", model);
    }

    /** The smallest valid request to a model whose upstream fails in this way, or the rule does not apply. */
    public ObjectNode faulty(String fault) {
        Target.need(target.models().upstream() == null ? null : fault, "models whose upstream fails on purpose");
        return minimal("fault-" + fault);
    }

    /** This answer, unless it says that the gateway rests a failing upstream for a while: of that nothing is learnt. */
    public static Answer awake(Answer answer) {
        if (answer.status() == 503 && answer.header("Retry-After") != null) {
            throw Unmet.inconclusive("the gateway rests its upstream: 503 with Retry-After");
        }
        return answer;
    }

    /** This answer, unless it says that the gateway has no such model: then the rule does not apply. */
    public static Answer offered(Answer answer, String model) {
        boolean unknown = answer.status() == 404
                || answer.status() == 400
                        && UNKNOWN_MODEL.matcher(answer.text()).find();
        if (unknown) {
            throw Unmet.notApplicable("fixture missing: the gateway has no model " + model);
        }
        return answer;
    }

    /** The answer of a model whose upstream fails in this way, if the gateway has it and does not rest it. */
    public Answer fault(ObjectNode body) throws IOException {
        return awake(offered(chat(body), body.path("model").asString("")));
    }

    /** The scripted upstream behind the server, as far as it can be looked into, or the rule does not apply. */
    public ScriptedUpstream upstream() {
        Target.Upstream upstream = target.models().upstream();
        ScriptedUpstream here = upstream == null ? null : upstream.here();
        if (here == null) {
            throw Unmet.notApplicable("fixture missing: a scripted upstream that can be looked into");
        }
        return here;
    }

    /** The minimal request with these top-level members set; members are written as JSON with single quotes. */
    public ObjectNode minimalWith(String members) {
        ObjectNode body = minimal();
        body.setAll(Json.of(members));
        return body;
    }

    /** A minimal request that the fixture's chat model is asked to stream. */
    public ObjectNode streaming(String members) {
        return minimalWith(members).put("stream", true);
    }

    public String path(String below) {
        return target.endpoint().path() + below;
    }

    /** A request for a completion, with the inference key. */
    public Request chatRequest(byte[] body) {
        return authorized(
                Request.json(path("/chat/completions"), body), target.keys().infer());
    }

    public Request authorized(Request request, @Nullable String key) {
        return key == null ? request : request.with("Authorization", "Bearer " + key);
    }

    public Answer chat(JsonNode body) throws IOException {
        return send(chatRequest(Json.bytes(body)));
    }

    public Answer get(String below) throws IOException {
        return send(authorized(Request.get(path(below)), target.keys().infer()));
    }

    /** A completion that must be 200, as JSON. */
    public JsonNode completion(JsonNode body) throws IOException {
        return Json.read(Expect.status(chat(body), 200).text());
    }

    /** A stream that must be 200, folded. */
    public Folded stream(JsonNode body) throws IOException {
        Answer answer = Expect.status(chat(body), 200);
        return Folded.of(streamed(answer));
    }

    /**
     * A choice that came to its end. What a core server cut, since it bounds answers or the model never ends, tells nothing of the rest.
     */
    public JsonNode uncut(JsonNode choice) {
        uncut(choice.path("finish_reason").asString(""));
        return choice;
    }

    /** The same of a stream's choice. */
    public Folded.Choice uncut(Folded.Choice choice) {
        choice.finishes().forEach(this::uncut);
        return choice;
    }

    private void uncut(String finish) {
        if (profile(Profile.CORE) && finish.equals("length")) {
            throw Unmet.inconclusive("the answer was cut: finish_reason length");
        }
    }

    /** An answer that must be a stream. At core servers STR-01 alone asks for the media type, which few clients look at. */
    public Answer streamed(Answer answer) {
        boolean inBody = profile(Profile.CORE) && answer.text().startsWith("data:");
        Expect.that(answer.isStream() || inBody, "Content-Type: %s (expected: text/event-stream)", answer.mediaType());
        return answer;
    }

    /** Whether an answer says that it took no notice of a parameter. */
    public boolean ignores(Answer answer, String parameter) {
        String names = answer.header("x-plugsky-ignored-params");
        return names != null && Arrays.asList(names.split("\\s*,\\s*")).contains(parameter);
    }

    /** Sends on the kept connection, or on a new one. A server that bounds how much it is asked is asked again when it says so. */
    public Answer send(Request request) throws IOException {
        Answer answer = once(request);
        Deadline deadline = Deadline.in(target.patience());
        while (answer.status() == TOO_MANY && !Busy.meant(request, target)) {
            if (deadline.passed()) {
                throw Unmet.inconclusive("the server takes no more requests: 429");
            }
            LockSupport.parkNanos(Busy.pause(answer).toNanos());
            answer = once(request);
        }
        return answer;
    }

    private Answer once(Request request) throws IOException {
        Answer answer = wire.exchange(request, Deadline.in(target.patience()));
        keep(request, answer);
        return answer;
    }

    /** How many requests were sent again on a new connection. */
    long retries() {
        return wire.retries();
    }

    /** Says what the check does not look at here; it stands in the verdict of a pass. */
    public void unseen(String what) {
        unseen.add(what);
    }

    String unseen() {
        return String.join("; ", unseen);
    }

    /** Adds an exchange that a check made on a connection of its own. */
    public void keep(Request request, Answer answer) {
        keep(new Exchange(request, answer));
    }

    /** The same, of a check that wrote the bytes itself. */
    public void keep(Exchange exchange) {
        if (evidence.size() == MAX_EVIDENCE) {
            evidence.removeFirst();
        }
        evidence.add(exchange);
    }

    /** A connection of the check's own, to be closed by it. */
    public Wire open() throws IOException {
        return Wire.open(target.endpoint(), Deadline.in(target.patience()));
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

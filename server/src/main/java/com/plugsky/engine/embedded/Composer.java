package com.plugsky.engine.embedded;

import com.plugsky.contract.model.JsonObjectFormat;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.ResponseFormat;
import com.plugsky.engine.embedded.decode.Draws;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.stream.Call;
import com.plugsky.stream.Finish;
import com.plugsky.stream.JsonBytes;
import com.plugsky.token.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The plans of an answer's choices: thoughts, then calls, JSON or text. They depend on the request alone, so that a
 * stream and a plain answer are the same. Safe for many threads.
 */
final class Composer {

    private static final int LONGEST_REPEATED = 160;
    private static final String SCHEMA_PARAM = "response_format.json_schema.schema";

    private final TokenCounter counter;
    private final Schemas schemas;

    Composer(TokenCounter counter, Schemas schemas) {
        this.counter = counter;
        this.schemas = schemas;
    }

    /**
     * The plans of all choices, as many as {@code n}.
     *
     * @param thoughts how many tokens of reasoning come first
     */
    List<Plan> plans(Question question, int thoughts) {
        List<Offer> called = ToolChooser.choose(question.request(), question.prompt());
        Integer asked = question.request().getN();
        int n = asked == null ? 1 : asked;
        var plans = new ArrayList<Plan>(n);
        for (int i = 0; i < n; i++) {
            var segments = new ArrayList<Segment>();
            if (thoughts > 0) {
                segments.add(new Segment.Thought(thoughts));
            }
            plans.add(
                    called.isEmpty()
                            ? said(question, i, segments)
                            : calls(called, question.prompt(), i, question.most() - thoughts, segments));
        }
        return plans;
    }

    private Plan calls(List<Offer> offers, Prompt prompt, int choice, int most, List<Segment> segments) {
        boolean fits = true;
        int left = most;
        for (int i = 0; i == 0 || i < offers.size() && left > 0; i++) {
            Offer offer = offers.get(i);
            long seed = Draws.mix(prompt.seed() + 128L * choice + i);
            int name = counter.count(offer.name());
            int[] text = first(counter.encode(arguments(offer, prompt, seed)), left);
            segments.add(new Segment.Called(new Call(id(seed), offer.kind(), offer.name()), name, text));
            fits &= i > 0 || name < left;
            left -= name + text.length;
        }
        boolean old = offers.getFirst().kind() == Call.Kind.OLD_FUNCTION;
        return new Plan(segments, !fits || left == most, old ? Finish.FUNCTION_CALL : Finish.TOOL_CALLS);
    }

    private String arguments(Offer offer, Prompt prompt, long seed) {
        if (offer.kind() == Call.Kind.CUSTOM) {
            String asked = brief(prompt.asked().strip());
            return asked.isEmpty() ? offer.name() : asked;
        }
        Map<String, Object> parameters = offer.parameters();
        return parameters == null ? "{}" : schemas.json(parameters, seed, offer.param());
    }

    /** Distinct within an answer, and the same for the same request. */
    private static String id(long seed) {
        var id = new StringBuilder("call_");
        long rest = Draws.mix(seed);
        for (int i = 0; i < 24; i++) {
            id.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt((int) Long.remainderUnsigned(rest, 36)));
            rest = i == 11 ? Draws.mix(seed + 1) : Long.divideUnsigned(rest, 36);
        }
        return id.toString();
    }

    private Plan said(Question question, int choice, List<Segment> segments) {
        ResponseFormat format = question.request().getResponseFormat();
        if (format instanceof JsonSchemaFormat schema && schema.getJsonSchema().getSchema() != null) {
            String json = schemas.json(
                    schema.getJsonSchema().getSchema(), question.prompt().seed() + choice, SCHEMA_PARAM);
            segments.add(new Segment.Given(first(counter.encode(json), question.most())));
        } else if (format instanceof JsonObjectFormat || format instanceof JsonSchemaFormat) {
            object(choice, question.shown(), segments);
        } else {
            text(question, segments);
        }
        return new Plan(segments, true, Finish.STOP);
    }

    /** An object with one sentence in it. */
    private void object(int choice, Shown shown, List<Segment> segments) {
        var head = new JsonBytes(128);
        head.raw("{\"engine\":").quoted(EmbeddedEngine.FINGERPRINT);
        head.raw(",\"choice\":").number(choice);
        head.raw(",\"answer\":\"");
        var tail = new JsonBytes(128);
        tail.text(shown.description(), 0, shown.description().length()).raw("\"}");
        segments.add(given(text(head)));
        segments.add(new Segment.Drawn(1, NgramModel.ANSWER, true));
        segments.add(given(text(tail)));
    }

    private static String text(JsonBytes json) {
        return new String(json.array(), 0, json.size(), StandardCharsets.UTF_8);
    }

    /** What was shown and what a tool gave, if anything, and sentences of the engine's own. */
    private void text(Question question, List<Segment> segments) {
        Prompt prompt = question.prompt();
        int sentences = Length.of(question.request().getVerbosity(), prompt.asked(), prompt.seed());
        String facts =
                (question.shown().description() + (prompt.result() == null ? "" : result(prompt.result()))).strip();
        if (!facts.isEmpty()) {
            segments.add(given(facts));
        }
        segments.add(new Segment.Drawn(sentences, facts.isEmpty() ? NgramModel.ANSWER : NgramModel.SENTENCE, false));
    }

    private Segment given(String text) {
        return new Segment.Given(counter.encode(text));
    }

    private static String result(String result) {
        String plain = result.strip();
        if (plain.isEmpty()) {
            return " The tool gave no result.";
        }
        String told = brief(plain);
        boolean whole = told.length() == plain.length();
        boolean ended = ".!?".indexOf(told.charAt(told.length() - 1)) >= 0;
        return " The tool's result was: " + told + (!whole ? " ..." : ended ? "" : ".");
    }

    /** The beginning of a text that is too long to be repeated. */
    private static String brief(String text) {
        if (text.length() <= LONGEST_REPEATED) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(LONGEST_REPEATED - 1));
        return text.substring(0, pair ? LONGEST_REPEATED - 1 : LONGEST_REPEATED);
    }

    /** One token more than may be said shows that the text does not end there. */
    private static int[] first(int[] tokens, int most) {
        return tokens.length <= most ? tokens : Arrays.copyOf(tokens, most + 1);
    }
}

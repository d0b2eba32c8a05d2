package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.JsonObjectFormat;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.ResponseFormat;
import com.plugsky.contract.model.Stop;
import com.plugsky.stream.Answer;
import com.plugsky.stream.Call;
import com.plugsky.stream.Finish;
import com.plugsky.stream.JsonBytes;
import com.plugsky.token.Pieces;
import com.plugsky.token.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The composition of one choice: calls, JSON or text, cut at the stops and at the limit of tokens. What it makes depends
 * on the request alone, so that a stream and a plain answer are the same.
 */
final class Composer {

    private static final int LONGEST_RESULT = 160;
    private static final String SCHEMA_PARAM = "response_format.json_schema.schema";

    private final TokenCounter counter;
    private final Corpus corpus;
    private final Schemas schemas;

    Composer(TokenCounter counter, Corpus corpus, Schemas schemas) {
        this.counter = counter;
        this.corpus = corpus;
        this.schemas = schemas;
    }

    /** The choices of an answer, as many as {@code n}. */
    List<Answer> choices(ChatCompletionRequest request, Prompt prompt, Shown shown, int most) {
        List<Offer> called = ToolChooser.choose(request, prompt);
        int n = request.getN() == null ? 1 : request.getN();
        var choices = new ArrayList<Answer>(n);
        for (int i = 0; i < n; i++) {
            choices.add(called.isEmpty() ? text(request, prompt, shown, i, most) : calls(called, prompt, i, most));
        }
        return choices;
    }

    private Answer calls(List<Offer> offers, Prompt prompt, int choice, int most) {
        var calls = new ArrayList<Call>();
        int left = most;
        for (int i = 0; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            long seed = Prompt.mix(prompt.seed() + 128L * choice + i);
            Pieces text = counter.pieces(arguments(offer, prompt, seed));
            int name = counter.count(offer.name());
            if (name + text.size() > left) {
                if (name < left) {
                    calls.add(new Call(id(seed), offer.kind(), offer.name(), text.first(left - name)));
                }
                return new Answer(calls.isEmpty() ? Pieces.NONE : null, calls, Finish.LENGTH, most);
            }
            left -= name + text.size();
            calls.add(new Call(id(seed), offer.kind(), offer.name(), text));
        }
        boolean old = calls.getFirst().kind() == Call.Kind.OLD_FUNCTION;
        return new Answer(null, calls, old ? Finish.FUNCTION_CALL : Finish.TOOL_CALLS, most - left);
    }

    private String arguments(Offer offer, Prompt prompt, long seed) {
        if (offer.kind() == Call.Kind.CUSTOM) {
            String asked = prompt.asked().strip();
            return asked.isEmpty() || asked.length() > LONGEST_RESULT
                    ? corpus.sentence(seed).text().strip()
                    : asked;
        }
        Map<String, Object> parameters = offer.parameters();
        return parameters == null ? "{}" : schemas.json(parameters, seed, offer.param());
    }

    /** Distinct within an answer, and the same for the same request. */
    private static String id(long seed) {
        var id = new StringBuilder("call_");
        long rest = Prompt.mix(seed);
        for (int i = 0; i < 24; i++) {
            id.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt((int) Long.remainderUnsigned(rest, 36)));
            rest = i == 11 ? Prompt.mix(seed + 1) : Long.divideUnsigned(rest, 36);
        }
        return id.toString();
    }

    private Answer text(ChatCompletionRequest request, Prompt prompt, Shown shown, int choice, int most) {
        Pieces json = json(request.getResponseFormat(), prompt, shown, choice);
        Pieces whole = json == null ? sentences(request, prompt, shown, choice, most) : json;
        Pieces text = whole.first(most);
        Finish finish = whole.size() > most ? Finish.LENGTH : Finish.STOP;
        int stop = stop(text.text(), request.getStop());
        if (stop >= 0) {
            text = text.until(stop);
            finish = Finish.STOP;
        }
        return new Answer(text, List.of(), finish, text.size());
    }

    private Pieces sentences(ChatCompletionRequest request, Prompt prompt, Shown shown, int choice, int most) {
        long seed = prompt.seed();
        Length length = Length.of(request.getVerbosity(), prompt.asked(), seed, most);
        Pieces lead = corpus.opening((seed >>> 8) + choice);
        String said = shown.description() + (prompt.result() == null ? "" : result(prompt.result()));
        return corpus.text(said.isEmpty() ? lead : counter.pieces(lead.text() + said), seed, choice, length);
    }

    private static String result(String result) {
        String plain = result.strip();
        if (plain.isEmpty()) {
            return " The tool gave no result.";
        }
        boolean all = plain.length() <= LONGEST_RESULT;
        int end = all
                ? plain.length()
                : LONGEST_RESULT - (Character.isHighSurrogate(plain.charAt(LONGEST_RESULT - 1)) ? 1 : 0);
        return " The tool's result was: " + plain.substring(0, end) + (all ? "" : " ...");
    }

    private @Nullable Pieces json(@Nullable ResponseFormat format, Prompt prompt, Shown shown, int choice) {
        long seed = prompt.seed() + choice;
        if (format instanceof JsonSchemaFormat schema && schema.getJsonSchema().getSchema() != null) {
            return counter.pieces(schemas.json(schema.getJsonSchema().getSchema(), seed, SCHEMA_PARAM));
        }
        if (format instanceof JsonObjectFormat || format instanceof JsonSchemaFormat) {
            var json = new JsonBytes(256);
            json.raw("{\"engine\":").quoted(EmbeddedEngine.FINGERPRINT);
            json.raw(",\"choice\":").number(choice);
            json.raw(",\"answer\":")
                    .quoted((corpus.sentence(seed).text() + shown.description()).strip())
                    .raw("}");
            return counter.pieces(new String(json.array(), 0, json.size(), StandardCharsets.UTF_8));
        }
        return null;
    }

    /** Where the first of the stops begins; -1 if there is none. */
    private static int stop(String text, @Nullable Stop stop) {
        List<String> stops = switch (stop) {
            case null -> List.of();
            case Stop.One one -> List.of(one.value());
            case Stop.Many many -> many.value();
        };
        int first = -1;
        for (String one : stops) {
            int found = one.isEmpty() ? -1 : text.indexOf(one);
            first = found >= 0 && (first < 0 || found < first) ? found : first;
        }
        return first;
    }
}

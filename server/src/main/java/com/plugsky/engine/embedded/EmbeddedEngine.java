package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.StreamOptions;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Model;
import com.plugsky.json.CallerSchemas;
import com.plugsky.routing.Candidate;
import com.plugsky.stream.Answer;
import com.plugsky.stream.AnswerHead;
import com.plugsky.stream.ChunkWriter;
import com.plugsky.stream.CompletionWriter;
import com.plugsky.stream.JsonBytes;
import com.plugsky.stream.Tokens;
import com.plugsky.token.PromptTokens;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reference engine: it answers every valid request within the contract, from the request alone, with no weights.
 *
 * <p>The same request and {@code seed} give the same answer on every machine, streamed or not. It never sleeps and
 * never opens a connection; its work is bounded by {@link EngineLimits} and by the model's context. Safe for many
 * threads.
 */
public final class EmbeddedEngine implements Engine {

    /** The {@code system_fingerprint}: it changes whenever answers may. */
    public static final String FINGERPRINT = "plugsky-embedded-1";

    /** The longest body whose tokens are counted to the end when there are too many. */
    private static final int COUNTED_WHOLE = 1 << 20;

    private final TokenCounter counter;
    private final PromptTokens promptTokens;
    private final EngineLimits limits;
    private final Schemas schemas;
    private volatile @Nullable Composer composer;

    public EmbeddedEngine(TokenCounter counter, CallerSchemas schemas, EngineLimits limits) {
        this.counter = counter;
        this.promptTokens = new PromptTokens(counter);
        this.limits = limits;
        this.schemas = new Schemas(schemas, limits.schema());
    }

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException {
        ChatCompletionRequest view = request.view();
        Model model = candidate.model();
        var shown = new Shown();
        new ImageReader(model, limits).read(view.getMessages(), shown);
        int prompt = promptTokens(request, model, shown);
        Prompt read = Prompt.of(view, model.id());
        List<Answer> choices = composer().choices(view, read, shown, most(view, model, prompt));
        int completion = 0;
        for (Answer choice : choices) {
            completion += choice.tokens();
        }
        var usage = new Usage(prompt, completion, 0);
        declareIgnored(request, sink);
        var head = new AnswerHead(id(request), request.receivedAt().getEpochSecond(), model.id(), FINGERPRINT);
        write(view, head, choices, new Tokens(usage, shown.tokens()), sink);
        sink.end(usage);
    }

    private static void write(
            ChatCompletionRequest view, AnswerHead head, List<Answer> choices, Tokens tokens, Sink sink)
            throws IOException {
        if (!Boolean.TRUE.equals(view.getStream())) {
            sink.json(CompletionWriter.write(head, choices, tokens));
            return;
        }
        StreamOptions options = view.getStreamOptions();
        boolean usageAsked = options != null && Boolean.TRUE.equals(options.getIncludeUsage());
        var buffer = new JsonBytes(1024);
        new AnswerStream(new ChunkWriter(head, usageAsked, buffer), buffer, sink).write(choices, tokens, usageAsked);
    }

    private static void declareIgnored(ChatRequest request, Sink sink) {
        List<String> ignored = ParameterTable.ignored(
                request.members().present(), !isEmpty(request.view().getTools()));
        if (!ignored.isEmpty()) {
            sink.head(Map.of(ParameterTable.IGNORED_HEADER, ParameterTable.header(ignored)));
        }
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static String id(ChatRequest request) {
        String id = request.id();
        return "chatcmpl-" + (id.startsWith("req_") ? id.substring(4) : id);
    }

    /** The tokens of the prompt; refuses what does not fit into the model's context. */
    private int promptTokens(ChatRequest request, Model model, Shown shown) {
        ChatCompletionRequest view = request.view();
        int text = promptTokens.count(view, model.context());
        Integer asked = asked(view);
        long needed = (long) text + shown.tokens() + (asked == null ? 1 : asked);
        if (needed <= model.context()) {
            return text + shown.tokens();
        }
        boolean whole = text <= model.context() || request.body().length <= COUNTED_WHOLE;
        int counted = (whole ? promptTokens.count(view) : text) + shown.tokens();
        throw Refusal.of(
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "messages: " + (whole ? "" : "more than ") + counted + " tokens"
                        + (asked == null ? "" : " and " + asked + " for the answer")
                        + " (expected: at most " + model.context() + " together on " + model.id() + ")",
                "messages");
    }

    /** The most tokens that a choice may have. */
    private static int most(ChatCompletionRequest view, Model model, int prompt) {
        Integer asked = asked(view);
        int most = Math.min(model.maxOutput(), model.context() - prompt);
        return asked == null ? most : Math.min(asked, most);
    }

    /** The limit that the caller set; of its two names the newer one wins. */
    private static @Nullable Integer asked(ChatCompletionRequest view) {
        Integer newer = view.getMaxCompletionTokens();
        return newer == null ? view.getMaxTokens() : newer;
    }

    /** Made at the first request, so that a start does not wait for the vocabulary. */
    private Composer composer() {
        Composer made = composer;
        if (made == null) {
            made = new Composer(counter, new Corpus(counter), schemas);
            composer = made;
        }
        return made;
    }
}

package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.StreamOptions;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Engine;
import com.plugsky.engine.IgnoredHeader;
import com.plugsky.engine.Sink;
import com.plugsky.engine.embedded.decode.Stops;
import com.plugsky.engine.embedded.model.ModelFile;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.fleet.Latency;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.json.CallerSchemas;
import com.plugsky.routing.Candidate;
import com.plugsky.stream.AnswerHead;
import com.plugsky.token.TokenBytes;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reference engine: it answers every valid request within the contract, from the request alone, with no weights.
 *
 * <p>Tokens are drawn from a small n-gram model, so every parameter of sampling acts; calls and JSON are made from the
 * caller's schemas. The same request and {@code seed} give the same answer on every machine, streamed or not. It never
 * opens a connection, and takes time only where a {@link Latency} says so; its work is bounded by {@link EngineLimits} and
 * by the model's context. Safe for many threads.
 */
public final class EmbeddedEngine implements Engine {

    /** The {@code system_fingerprint}: it changes whenever answers may. */
    public static final String FINGERPRINT = "plugsky-embedded-2";

    private final TokenBytes bytes;
    private final Composer composer;
    private final ContextCheck context;
    private final EngineOptions options;
    private final Supplier<NgramModel> model;

    public EmbeddedEngine(TokenCounter counter, CallerSchemas schemas, EngineOptions options) {
        this.bytes = new TokenBytes(counter);
        this.composer =
                new Composer(counter, new Schemas(schemas, options.limits().schema()));
        this.context = new ContextCheck(counter);
        this.options = options;
        this.model = new Once<>(ModelFile::bundled);
    }

    @Override
    public void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException {
        ChatCompletionRequest view = request.view();
        Model asked = candidate.model();
        var shown = new Shown();
        new ImageReader(asked, options.limits()).read(view.getMessages(), shown);
        int prompt = context.tokens(request, asked, shown.tokens());
        Prompt read = Prompt.of(view, asked.id(), options.entropy());
        var parameters = new Parameters(view);
        int most = parameters.most(asked, prompt, options.limits().answerTokens());
        List<Plan> plans = composer.plans(new Question(view, read, shown, most), parameters.thoughts(asked, most));
        declareIgnored(request, asked, sink);
        var setup = new Setup(model.get(), bytes, parameters.sampling(), Stops.of(view.getStop()), read, most);
        var head = new AnswerHead(id(request), request.receivedAt().getEpochSecond(), asked.id(), FINGERPRINT);
        var pacer = new Pacer(latency(candidate.target()), prompt, read.seed(), sink, options.pause());
        var answer = new Writing(head, setup, plans, prompt, shown.tokens());
        sink.end(
                Boolean.TRUE.equals(view.getStream())
                        ? answer.stream(usageAsked(view.getStreamOptions()), pacer, sink)
                        : answer.json(pacer, sink));
    }

    private static boolean usageAsked(@Nullable StreamOptions options) {
        return options != null && Boolean.TRUE.equals(options.getIncludeUsage());
    }

    private Latency latency(Target target) {
        return target instanceof Target.Embedded embedded && embedded.latency() != null
                ? embedded.latency()
                : options.latency();
    }

    private static void declareIgnored(ChatRequest request, Model model, Sink sink) {
        List<String> ignored = ParameterTable.ignored(request, model);
        if (!ignored.isEmpty()) {
            sink.head(Map.of(IgnoredHeader.NAME, IgnoredHeader.value(ignored)));
        }
    }

    private static String id(ChatRequest request) {
        String id = request.id();
        return "chatcmpl-" + (id.startsWith("req_") ? id.substring(4) : id);
    }
}

package com.plugsky.cli;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.chat.Binder;
import com.plugsky.chat.ModelChoice;
import com.plugsky.chat.RouteCard;
import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.RouteDecision;
import com.plugsky.fleet.FleetFault;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Tier;
import com.plugsky.json.StrictJson;
import com.plugsky.routing.Router;
import com.plugsky.routing.Strategy;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code plugsky route}: says which model would answer a request, and why; no server is needed. */
@Command(
        name = "route",
        description = "Say which model would answer a request, and why.",
        mixinStandardHelpOptions = true,
        footer = {"", "Without FILE and --prompt the request is read from standard input."})
final class RouteCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The body of a chat completion, JSON.")
    private @Nullable Path file;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "One message of a user, in place of a body.")
    private @Nullable String prompt;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = Router.FUSION,
            description = "The model that --prompt asks. Defaults to ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String model;

    @Option(names = "--fleet", paramLabel = "FILE", description = "The models. Defaults to the built-in fleet.")
    private @Nullable Path fleet;

    @Option(
            names = "--tier-cap",
            paramLabel = "TIER",
            description = "As of a caller with this cap. Defaults to no cap.")
    private @Nullable Tier tierCap;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "As of a key with this strategy. Defaults to none.")
    private @Nullable Strategy strategy;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            defaultValue = Caller.DEFAULT_WORKSPACE,
            description = "As of a key in this workspace. Defaults to ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String workspace;

    @Override
    public Integer call() throws IOException, FleetFault {
        // what libraries have to say is no part of the answer
        LoggingSystem.get(RouteCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        Clock clock = Clock.systemUTC();
        var choice = new ModelChoice(LiveFleet.of(fleet), new Router(), new TokenCounter(), clock);
        var caller = new Caller("cli", workspace, Role.INFER, tierCap == null ? null : tierCap.wire(), strategy);
        RouteDecision decision = RouteCard.of(choice.choose(bind(clock), caller));
        spec.commandLine()
                .getOut()
                .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(decision));
        return 0;
    }

    private ChatCompletionRequest bind(Clock clock) throws IOException {
        Settings settings = Settings.defaults();
        StrictJson json = JsonBeans.strictJson(settings.limits());
        var rules = JsonBeans.chatRules(JsonBeans.callerSchemas(json, settings.limits()), settings.contract());
        byte[] body = body(Math.toIntExact(settings.limits().body().toBytes()));
        return new Binder(json, rules, clock).bind("req_cli", body).view();
    }

    private byte[] body(int most) throws IOException {
        if (prompt != null) {
            return new JsonMapper()
                    .writeValueAsBytes(
                            Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", prompt))));
        }
        try (InputStream in = file == null ? System.in : Files.newInputStream(file)) {
            byte[] body = in.readNBytes(most + 1);
            if (body.length > most) {
                throw new IOException("the body is larger than " + most + " bytes");
            }
            return body;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }
}

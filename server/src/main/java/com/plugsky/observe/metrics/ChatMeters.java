package com.plugsky.observe.metrics;

import com.plugsky.engine.Usage;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import com.plugsky.observe.RequestEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times and tokens of chat requests for which a model was chosen, by model asked, model that answered, and error. */
final class ChatMeters implements Observer.Listener {

    private static final Tags COMMON = Tags.of(Names.OPERATION, Names.CHAT, Names.PROVIDER, Names.PLUGSKY);

    private final MeterRegistry registry;
    private final Bounded<Asked, Timer> durations;
    private final Bounded<Models, Answers> answers;
    private final Counter replays;

    ChatMeters(MeterRegistry registry, int labelSets) {
        this.registry = registry;
        this.durations = new Bounded<>(labelSets, new Asked(Names.OTHER, Names.OTHER, Names.OTHER), this::duration);
        this.replays = Counter.builder("plugsky.replays")
                .description("Answers that had been made before, for an earlier request with the same key.")
                .register(registry);
        this.answers = new Bounded<>(labelSets, new Models(Names.OTHER, Names.OTHER), this::answers);
    }

    private record Asked(String asked, String answered, String error) {}

    private record Models(String asked, String answered) {}

    /** What is counted of an answer; an error has none. */
    private record Answers(Timer firstToken, Timer perToken, DistributionSummary input, DistributionSummary output) {

        Stream<Meter> all() {
            return Stream.of(firstToken, perToken, input, output);
        }
    }

    /** Forgets what was counted under other names than these. */
    void keep(Predicate<String> known) {
        Predicate<String> kept = name -> name.isEmpty() || name.equals(Names.MOCK) || known.test(name);
        durations.keep(labels -> kept.test(labels.asked()) && kept.test(labels.answered()), registry::remove);
        answers.keep(
                labels -> kept.test(labels.asked()) && kept.test(labels.answered()),
                meters -> meters.all().forEach(registry::remove));
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        RequestEntry entry = passage.entry();
        if (entry == null) {
            return;
        }
        if (passage.repeated()) {
            replays.increment(); // no model was at work
            return;
        }
        boolean mock = passage.mock();
        String asked = mock ? Names.MOCK : entry.decision().modelAsked();
        String answered = label(entry.ending().model(), mock);
        String error = passage.errorType();
        durations
                .of(new Asked(asked, answered, error == null ? "" : error))
                .record(entry.ending().duration().toNanos(), TimeUnit.NANOSECONDS);
        if (!answered.isEmpty()) {
            count(answers.of(new Models(asked, answered)), entry.ending(), error);
        }
    }

    private static String label(@Nullable String model, boolean mock) {
        return model == null ? "" : mock ? Names.MOCK : model;
    }

    private static void count(Answers meters, RequestEntry.Ending ending, @Nullable String error) {
        Usage usage = ending.usage();
        if (usage.totalTokens() > 0) {
            meters.input().record(usage.promptTokens());
            meters.output().record(usage.completionTokens());
        }
        Duration first = ending.firstChunk();
        if (first == null || error != null) {
            return;
        }
        meters.firstToken().record(first.toNanos(), TimeUnit.NANOSECONDS);
        int later = usage.completionTokens() - 1;
        if (later > 0) {
            long rest = Math.max(0, ending.duration().toNanos() - first.toNanos());
            meters.perToken().record(rest / later, TimeUnit.NANOSECONDS);
        }
    }

    private Timer duration(Asked labels) {
        return Timer.builder(Names.REQUEST_DURATION)
                .description("From the request to the last byte of its answer.")
                .serviceLevelObjectives(Names.DURATIONS)
                .tags(models(labels.asked(), labels.answered()))
                .tag(Names.ERROR_TYPE, labels.error())
                .register(registry);
    }

    private Answers answers(Models labels) {
        Tags tags = models(labels.asked(), labels.answered());
        return new Answers(
                Timer.builder(Names.FIRST_TOKEN)
                        .description("From the request to the first chunk of a stream.")
                        .serviceLevelObjectives(Names.FIRST_TOKENS)
                        .tags(tags)
                        .register(registry),
                Timer.builder(Names.PER_TOKEN)
                        .description("Of a stream, for each token after the first.")
                        .serviceLevelObjectives(Names.PER_TOKENS)
                        .tags(tags)
                        .register(registry),
                tokens(tags, "input"),
                tokens(tags, "output"));
    }

    private DistributionSummary tokens(Tags tags, String type) {
        return DistributionSummary.builder(Names.TOKENS)
                .description("Tokens of a request and of its answer.")
                .serviceLevelObjectives(Names.TOKEN_COUNTS)
                .tags(tags)
                .tag(Names.TOKEN_TYPE, type)
                .register(registry);
    }

    private static Tags models(String asked, String answered) {
        return COMMON.and(Names.REQUEST_MODEL, asked, Names.RESPONSE_MODEL, answered);
    }
}

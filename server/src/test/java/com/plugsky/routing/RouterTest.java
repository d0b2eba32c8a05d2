package com.plugsky.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.contract.model.Fusion;
import com.plugsky.error.ApiError;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Price;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.fleet.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final Model SMALL = model("small", Tier.FREE, 8_000, "0.1", 0.1);
    private static final Model MIDDLE = model("middle", Tier.PRO, 32_000, "0.5", 0.5, Ability.TOOLS);
    private static final Model BARGAIN = model("bargain", Tier.PRO, 128_000, "0.4", 0.6, Ability.TOOLS, Ability.VISION);
    private static final Model BIG = model("big", Tier.PRO, 128_000, "2", 0.9, Ability.values());
    private static final Model UNPRICED = model("unpriced", Tier.PRO, 128_000, null, 0.7, Ability.TOOLS);
    private static final Fleet FLEET =
            new Fleet(1, List.of(SMALL, MIDDLE, BARGAIN, BIG, UNPRICED, mock("mock/stall")), List.of());

    private final Router router = new Router();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // needs  | prompt | out   | cap  | strategy    | tried
                "         |     10 |     0 | -    | cost_saver  | small, bargain, middle, big, unpriced",
                "         |     10 |     0 | -    | balanced    | bargain, big, unpriced, middle, small",
                "         |     10 |     0 | -    | max_quality | big, unpriced, bargain, middle, small",
                "TOOLS    |     10 |     0 | -    | cost_saver  | bargain, big, unpriced, middle",
                "VISION   |     10 |     0 | -    | cost_saver  | bargain, big",
                "JSON     |     10 |     0 | -    | cost_saver  | big",
                "         |   8000 |     0 | -    | cost_saver  | bargain, big, unpriced, middle",
                "         |   7999 |     0 | -    | cost_saver  | small, bargain, middle, big, unpriced",
                "         |   7000 |  1001 | -    | cost_saver  | bargain, big, unpriced, middle",
                "         |     10 | 31991 | -    | cost_saver  | bargain, big, unpriced",
                "         |  40000 |     0 | -    | max_quality | big, unpriced, bargain",
                "         |     10 |     0 | FREE | max_quality | small",
                "         |     10 |     0 | PRO  | max_quality | big, unpriced, bargain, middle, small",
            })
    void looksAtConstraintsBeforeTheStrategy(
            @Nullable String needs, int prompt, int output, @Nullable Tier cap, String strategy, String tried) {
        Set<Ability> abilities = needs == null || needs.isBlank() ? Set.of() : Set.of(Ability.valueOf(needs.strip()));
        var query = new RouteQuery(
                Router.FUSION,
                null,
                needs(abilities),
                prompt,
                output,
                "",
                cap,
                Strategy.of(strategy),
                anyWorkspace(),
                NOON);

        Route route = router.route(FLEET, query);

        assertThat(ids(route)).containsExactly(tried.split(", "));
        assertThat(route.strategy()).isEqualTo(Strategy.of(strategy));
        assertThat(route.passedOver())
                .allSatisfy(passed -> assertThat(passed.because()).isNotBlank());
        assertThat(ids(route).size() + route.passedOver().size())
                .isEqualTo(FLEET.models().size());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // request, key, workspace, in force
                "max_quality, cost_saver, balanced, max_quality",
                "-, cost_saver, balanced, cost_saver",
                "-, -, max_quality, max_quality",
                "-, -, -, balanced",
                "-, custom, cost_saver, cost_saver",
            })
    void asksRequestThenKeyThenWorkspace(
            @Nullable String request, @Nullable String key, @Nullable String workspace, String inForce) {
        Fusion fusion = request == null ? null : fusion(request);
        var query = new RouteQuery(
                Router.AUTO,
                fusion,
                Map.of(),
                10,
                0,
                "",
                null,
                key == null ? null : Strategy.of(key),
                new Workspace("team", workspace == null ? null : Strategy.of(workspace)),
                NOON);

        assertThat(router.route(FLEET, query).strategy()).isEqualTo(Strategy.of(inForce));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("an unknown model", query("nope"), "model_not_found", 404, "model"),
                Arguments.of("a model above the plan", query("big", Tier.FREE), "model_not_available", 403, "model"),
                Arguments.of(
                        "images of a model that reads text",
                        query("middle", null, 10, Ability.VISION),
                        "unsupported_value",
                        400,
                        "vision"),
                Arguments.of(
                        "tools of a model without",
                        query("small", null, 10, Ability.TOOLS),
                        "unsupported_value",
                        400,
                        "tools"),
                Arguments.of(
                        "a prompt longer than the context",
                        query("small", null, 8_000),
                        "context_length_exceeded",
                        400,
                        "messages"),
                Arguments.of(
                        "a prompt longer than every context",
                        query(Router.FUSION, null, 128_000),
                        "context_length_exceeded",
                        400,
                        "messages"),
                Arguments.of(
                        "images on a plan without a model for them",
                        query(Router.FUSION, Tier.FREE, 10, Ability.VISION),
                        "unsupported_value",
                        400,
                        "vision"),
                Arguments.of("custom without rules", query(fusion("custom")), "invalid_value", 400, "fusion.strategy"),
                Arguments.of(
                        "a list with an unknown model",
                        query(new Fusion().models(List.of("big", "nope"))),
                        "model_not_found",
                        404,
                        "fusion.models[1]"),
                Arguments.of(
                        "a list of mocks",
                        query(new Fusion().models(List.of("mock/stall"))),
                        "invalid_value",
                        400,
                        "fusion.models"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, RouteQuery query, String code, int status, String param) {
        ApiError error = catchThrowableOfType(Refusal.class, () -> router.route(FLEET, query))
                .error();

        assertThat(error.code().code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.param()).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, '8001 (8000 in the messages, 1 for the answer)'",
        "128000, '128001 (128000 in the messages, 1 for the answer)'",
        "128001, more than 128000",
    })
    void saysHowManyTokensAreTooManyAsFarAsTheyWereCounted(int prompt, String needs) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> router.route(FLEET, query("small", null, prompt)));

        assertThat(refusal.error().message())
                .isEqualTo("The maximum context length of \"small\" is 8000 tokens; this request needs " + needs + ".");
    }

    @Test
    void namesTheBestModelOfThePlanAsClientsParseIt() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> router.route(FleetFile.defaultFleet(), query("plugsky-pro", Tier.FREE)));

        assertThat(refusal.error().message())
                .isEqualTo("Model \"plugsky-pro\" is not available on your \"free\" plan (cap: plugsky-lite)");
    }

    @Test
    void takesAConcreteModelAsItIs() {
        Route route = router.route(
                FLEET,
                new RouteQuery("small", fusion("max_quality"), Map.of(), 10, 0, "", null, null, anyWorkspace(), NOON));

        assertThat(ids(route)).containsExactly("small");
        assertThat(route.strategy()).isNull();
        assertThat(route.ignored()).containsExactly("fusion");
    }

    @Test
    void putsTheFallbacksOfAConcreteModelBehindItsTargets() {
        Model asked = new Model(
                "asked",
                Tier.PRO,
                128_000,
                1_000,
                null,
                0.5,
                Set.of(),
                List.of("big", "small", "mock/stall"),
                List.of(new Target.Embedded(), new Target.Embedded()),
                false);
        var fleet = new Fleet(1, List.of(asked, SMALL, BIG, mock("mock/stall")), List.of());

        Route route = router.route(fleet, query("asked", null, 10_000));

        assertThat(route.candidates())
                .extracting(candidate -> candidate.model().id())
                .containsExactly("asked", "asked", "big");
        assertThat(route.passedOver()).extracting(passed -> passed.model().id()).containsExactly("small", "mock/stall");
    }

    @Test
    void letsAMockAnswerWhoAsksForIt() {
        assertThat(ids(router.route(FLEET, query("mock/stall")))).containsExactly("mock/stall");
    }

    @Test
    void choosesAmongTheListedModelsOnly() {
        Route route = router.route(FLEET, query(new Fusion().models(List.of("middle", "big", "middle"))));

        assertThat(ids(route)).containsExactlyInAnyOrder("middle", "big");
    }

    @ParameterizedTest
    @CsvSource({"0, small", "3, bargain", "5, bargain", "7, big", "10, big"})
    void takesQualityAsTheFloorOfStrength(int quality, String chosen) {
        Fusion fusion = new Fusion().quality(quality);

        assertThat(router.route(FLEET, query(fusion)).first().model().id()).isEqualTo(chosen);
    }

    @Test
    void namesQualityAsIgnoredWhereItHasNoEffect() {
        assertThat(router.route(FLEET, query(fusion("max_quality").quality(1))).ignored())
                .containsExactly("fusion.quality");
        assertThat(router.route(FLEET, query(fusion("balanced").quality(1))).ignored())
                .isEmpty();
    }

    @Test
    void triesABoundedNumberOfModels() {
        Route route = router.route(FleetFile.defaultFleet(), query(Router.FUSION));

        assertThat(route.candidates()).hasSize(Router.MAX_MODELS);
    }

    /** FUS-04, FUS-08, FUS-15 on fleets and bodies at random. */
    @Test
    void neverPaysMoreForLessAndStaysInThePlan() {
        var random = new Random(20261123);
        for (int round = 0; round < 5_000; round++) {
            Fleet fleet = fleet(random);
            RouteQuery body = body(random);
            try {
                Route saver = router.route(fleet, with(Strategy.COST_SAVER, body));
                Route balanced = router.route(fleet, with(Strategy.BALANCED, body));
                Route best = router.route(fleet, with(Strategy.MAX_QUALITY, body));

                assertThat(cost(body, saver)).isLessThanOrEqualTo(cost(body, balanced));
                assertThat(cost(body, balanced)).isLessThanOrEqualTo(cost(body, best));
                assertThat(router.route(fleet, with(Strategy.BALANCED, body))).isEqualTo(balanced);
                Stream.of(saver, balanced, best)
                        .flatMap(route -> route.candidates().stream())
                        .forEach(candidate -> {
                            assertThat(body.cap() == null
                                            || candidate.model().tier().within(body.cap()))
                                    .isTrue();
                            assertThat(candidate.model().abilities())
                                    .containsAll(body.needs().keySet());
                            assertThat(candidate.model().mock()).isFalse();
                        });
            } catch (Refusal refusal) {
                assertThat(refusal.error().status()).isIn(400, 403);
            }
        }
    }

    private static RouteQuery with(Strategy strategy, RouteQuery body) {
        return new RouteQuery(
                body.model(),
                body.fusion(),
                body.needs(),
                body.promptTokens(),
                body.maxOutputTokens(),
                body.text(),
                body.cap(),
                strategy,
                body.workspace(),
                body.now());
    }

    private static BigDecimal cost(RouteQuery body, Route route) {
        BigDecimal cost = body.costOn(route.first().model());
        return cost == null ? BigDecimal.valueOf(Long.MAX_VALUE) : cost;
    }

    private static Fleet fleet(Random random) {
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
            Tier tier = random.nextBoolean() ? Tier.FREE : Tier.PRO;
            Price price = random.nextInt(5) == 0
                    ? null
                    : new Price(BigDecimal.valueOf(random.nextInt(5)), BigDecimal.valueOf(random.nextInt(20)));
            models.add(new Model(
                    "m" + i,
                    tier,
                    1_000 << random.nextInt(6),
                    500 << random.nextInt(4),
                    price,
                    random.nextInt(6) / 5.0,
                    abilities(random),
                    List.of(),
                    List.of(new Target.Embedded()),
                    random.nextInt(8) == 0));
        }
        return new Fleet(1, models, List.of());
    }

    private static RouteQuery body(Random random) {
        return new RouteQuery(
                Router.FUSION,
                null,
                random.nextInt(3) == 0 ? needs(abilities(random)) : Map.of(),
                random.nextInt(20_000),
                random.nextBoolean() ? 0 : 1 + random.nextInt(4_000),
                "",
                random.nextInt(3) == 0 ? Tier.FREE : null,
                null,
                anyWorkspace(),
                NOON);
    }

    /** The place that asks for an ability is its name here. */
    private static Map<Ability, String> needs(Set<Ability> abilities) {
        return abilities.stream().collect(Collectors.toMap(Function.identity(), Ability::wire));
    }

    private static Set<Ability> abilities(Random random) {
        EnumSet<Ability> abilities = EnumSet.noneOf(Ability.class);
        Arrays.stream(Ability.values()).filter(ability -> random.nextInt(3) > 0).forEach(abilities::add);
        return abilities;
    }

    private static Model model(
            String id, Tier tier, int context, @Nullable String price, double strength, Ability... abilities) {
        Price perToken = price == null ? null : new Price(new BigDecimal(price), new BigDecimal(price));
        return new Model(
                id,
                tier,
                context,
                4_000,
                perToken,
                strength,
                Set.of(abilities),
                List.of(),
                List.of(new Target.Embedded()),
                false);
    }

    private static Model mock(String id) {
        return new Model(
                id,
                Tier.FREE,
                128_000,
                1_000,
                null,
                0,
                Set.of(Ability.values()),
                List.of(),
                List.of(new Target.Mock(Target.Mock.Kind.STALL, 0)),
                true);
    }

    private static Fusion fusion(String strategy) {
        return new Fusion().strategy(com.plugsky.contract.model.Strategy.fromValue(strategy));
    }

    private static RouteQuery query(String model) {
        return query(model, null);
    }

    private static RouteQuery query(String model, @Nullable Tier cap) {
        return query(model, cap, 10);
    }

    private static RouteQuery query(String model, @Nullable Tier cap, int promptTokens, Ability... needs) {
        return new RouteQuery(model, null, needs(Set.of(needs)), promptTokens, 0, "", cap, null, anyWorkspace(), NOON);
    }

    private static RouteQuery query(Fusion fusion) {
        return new RouteQuery(Router.FUSION, fusion, Map.of(), 10, 0, "", null, null, anyWorkspace(), NOON);
    }

    private static Workspace anyWorkspace() {
        return new Workspace(Workspace.DEFAULT_ID, null);
    }

    private static List<String> ids(Route route) {
        return route.candidates().stream()
                .map(candidate -> candidate.model().id())
                .toList();
    }
}

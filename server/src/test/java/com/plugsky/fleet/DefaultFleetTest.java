package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultFleetTest {

    private final Fleet fleet = FleetFile.defaultFleet();

    @ParameterizedTest
    @CsvSource({
        "micro, FREE, 128000", "lite, FREE, 32000", "plus, PRO, 128000", "pro, PRO, 128000",
        "max, PRO, 128000", "frontier, PRO, 128000", "reasoning, PRO, 64000", "coder, PRO, 128000",
        "coder-fast, PRO, 32000", "minimax, PRO, 32000", "kimi, PRO, 1000000", "nano, PRO, 1000000",
        "ultra, PRO, 1000000", "deepseek-pro, PRO, 1000000", "deepseek-flash, PRO, 32000", "llama4, PRO, 128000",
        "longctx, PRO, 128000", "qwen-next, PRO, 128000", "mistral-medium, PRO, 128000", "mistral-small, PRO, 128000",
        "qwen-vl, PRO, 128000", "phi, PRO, 128000", "tiny, PRO, 128000", "gpt-oss, PRO, 128000",
        "vision-fast, PRO, 32000", "gemma-4, PRO, 32000", "gemma3-nano-2b, PRO, 32000", "gemma3-nano-4b, PRO, 32000",
        "vision, PRO, 128000",
    })
    void hasEveryPlugskyModel(String name, Tier tier, int context) {
        Model model = model("plugsky-" + name);

        assertThat(model.tier()).isEqualTo(tier);
        assertThat(model.context()).isEqualTo(context);
        assertThat(model.abilities()).contains(Ability.TOOLS, Ability.JSON);
        assertThat(model.targets()).containsExactly(new Target.Embedded());
        assertThat(model.mock()).isFalse();
    }

    @Test
    void hasAModelForEachAbility() {
        assertThat(model("plugsky-vision").can(Ability.VISION)).isTrue();
        assertThat(model("plugsky-reasoning").can(Ability.REASONING)).isTrue();
        assertThat(model("plugsky-micro").can(Ability.VISION)).isFalse();
    }

    @Test
    void listsAMockOfEachKindBehindTheModelsThatAnswer() {
        List<String> mocks = List.of(
                "mock/status-429",
                "mock/status-500",
                "mock/status-503",
                "mock/stall",
                "mock/cut-after-3",
                "mock/no-done",
                "mock/error-mid-stream",
                "mock/slow-drip",
                "mock/reset",
                "mock/malformed-chunk",
                "mock/missing-index",
                "mock/split-utf8",
                "mock/html-200");

        assertThat(fleet.models()).filteredOn(Model::mock).extracting(Model::id).containsExactlyElementsOf(mocks);
        assertThat(fleet.models().getLast().id()).isEqualTo(mocks.getLast());
        assertThat(mocks)
                .allSatisfy(
                        id -> assertThat(fleet.model(id)).isEqualTo(listed(id)).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "mock/status-400, STATUS, 400", "mock/status-418, STATUS, 418", "mock/status-599, STATUS, 599",
        "mock/cut-after-0, CUT_AFTER, 0", "mock/cut-after-9, CUT_AFTER, 9", "mock/cut-after-999, CUT_AFTER, 999",
    })
    void answersToEachNumberOfARange(String id, Target.Mock.Kind kind, int number) {
        assertThat(model(id).targets()).containsExactly(new Target.Mock(kind, number));
        assertThat(model(id).mock()).isTrue();
        assertThat(model(id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mock/status-399    | (expected: mock/status-400 to mock/status-599).
            mock/status-600    | (expected: mock/status-400 to mock/status-599).
            mock/status-0429   | (expected: mock/status-400 to mock/status-599).
            mock/status-       | (expected: mock/status-400 to mock/status-599).
            mock/status-4x9    | (expected: mock/status-400 to mock/status-599).
            mock/cut-after-1000| (expected: mock/cut-after-0 to mock/cut-after-999).
            mock/cut-after--1  | (expected: mock/cut-after-0 to mock/cut-after-999).
            mock/cut-after-03  | (expected: mock/cut-after-0 to mock/cut-after-999).
            mock/cut-after     | . GET /v1/models lists them.
            mock/none          | . GET /v1/models lists them.
            mock/STALL         | . GET /v1/models lists them.
            """)
    void saysWhichNumbersThereAre(String id, String end) {
        assertThat(fleet.model(id)).isNull();
        assertThat(fleet.unknown(id))
                .startsWith("The model \"" + id + "\" does not exist")
                .endsWith(end);
    }

    @Test
    void servesMocksInNoOtherFleet() {
        var own = new Fleet(1, List.of(model("plugsky-pro")), List.of());

        assertThat(own.model("mock/stall")).isNull();
        assertThat(own.model("mock/status-429")).isNull();
        assertThat(own.unknown("mock/status-999")).endsWith("does not exist. GET /v1/models lists them.");
    }

    private Model listed(String id) {
        return fleet.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sellsStrengthAtAPrice() {
        assertThat(fleet.models())
                .filteredOn(model -> !model.mock())
                .allSatisfy(model -> assertThat(model.price()).isNotNull());
    }

    private Model model(String id) {
        return Objects.requireNonNull(fleet.model(id), id);
    }
}

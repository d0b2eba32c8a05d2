package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;

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
    void marksItsMocks() {
        assertThat(fleet.models()).filteredOn(Model::mock).extracting(Model::id).containsExactly("mock/stall");
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

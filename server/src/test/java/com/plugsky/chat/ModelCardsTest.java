package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.chat.fault.ContractValidator;
import com.plugsky.contract.model.Model;
import com.plugsky.contract.model.ParameterEffect;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.LiveFleet;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardsTest {

    private final ModelCards cards = new ModelCards(LiveFleet.fixed(FleetFile.defaultFleet()));

    @Test
    void listsFusionFirstAndEachIdOnce() {
        List<String> ids = cards.all().getData().stream().map(Model::getId).toList();

        assertThat(ids)
                .startsWith("plugsky-fusion", "plugsky-micro", "plugsky-lite")
                .contains("mock/stall");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).hasSizeGreaterThan(18);
        assertThat(cards.all()).isEqualTo(cards.all());
    }

    @Test
    void keepsTheContract() {
        assertThat(ContractValidator.create().validate(cards.all())).isEmpty();
    }

    @Test
    void showsTheSameModelAloneAsInTheList() {
        assertThat(cards.all().getData())
                .allSatisfy(card -> assertThat(cards.one(card.getId())).isEqualTo(card));
    }

    @ParameterizedTest
    @CsvSource({
        "plugsky-pro, stop, APPLIED",
        "plugsky-pro, store, IGNORED",
        "plugsky-pro, fusion, IGNORED",
        "plugsky-fusion, fusion, APPLIED",
        "plugsky-fusion, tools, APPLIED",
    })
    void saysWhatAParameterDoes(String model, String parameter, ParameterEffect effect) {
        assertThat(cards.one(model).getParameters())
                .containsEntry(parameter, effect)
                .doesNotContainKeys("model", "messages");
    }

    @Test
    void marksAMock() {
        assertThat(cards.one("mock/stall").getMock()).isTrue();
        assertThat(cards.one("mock/stall").getParameters()).isNull();
        assertThat(cards.one("plugsky-pro").getMock()).isNull();
    }

    @Test
    void showsAMockThatIsNotListed() {
        assertThat(cards.one("mock/status-418").getMock()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "auto", "PLUGSKY-PRO", " plugsky-pro", "mock/status-399"})
    void refusesAnUnknownModel(String id) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> cards.one(id));

        assertThat(refusal.error().status()).isEqualTo(404);
        assertThat(refusal.error().code().code()).isEqualTo("model_not_found");
        assertThat(refusal.error().param()).isEqualTo("model");
    }
}

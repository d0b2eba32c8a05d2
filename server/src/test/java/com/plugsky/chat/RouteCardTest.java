package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.chat.fault.ContractValidator;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.RouteCandidate;
import com.plugsky.contract.model.RouteDecision;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.routing.Router;
import com.plugsky.routing.Strategy;
import com.plugsky.token.TokenCounter;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteCardTest {

    private final ModelChoice choice = new ModelChoice(
            LiveFleet.fixed(FleetFile.defaultFleet()), new Router(), new TokenCounter(), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // model, key's plan, key's strategy, chosen, strategy
                "plugsky-fusion, -, COST_SAVER, plugsky-micro, cost_saver",
                "auto, -, MAX_QUALITY, plugsky-frontier, max_quality",
                "auto, free, MAX_QUALITY, plugsky-lite, max_quality",
                "auto, -, -, plugsky-gpt-oss, balanced",
                "plugsky-lite, free, MAX_QUALITY, plugsky-lite, -",
            })
    void showsTheChoiceOfACaller(
            String model, @Nullable String plan, @Nullable Strategy key, String chosen, @Nullable String strategy) {
        RouteDecision card = card(model, plan, key);

        assertThat(card.getModel()).isEqualTo(chosen);
        assertThat(card.getPlugskyRouting().getSelectedModel()).isEqualTo(chosen);
        assertThat(card.getStrategy() == null ? null : card.getStrategy().getValue())
                .isEqualTo(strategy);
    }

    @Test
    void listsTheChosenFirstAndThosePassedOverLast() {
        List<RouteCandidate> candidates = card("auto", "free", null).getCandidates();

        assertThat(candidates)
                .extracting(RouteCandidate::getModel)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(FleetFile.defaultFleet().models());
        assertThat(candidates.subList(0, 2))
                .extracting(RouteCandidate::getPassedOverBecause)
                .containsOnlyNulls();
        assertThat(candidates.subList(2, candidates.size()))
                .extracting(RouteCandidate::getPassedOverBecause)
                .containsOnly("not in the free plan", "a mock is never chosen");
    }

    @Test
    void keepsTheContract() {
        assertThat(ContractValidator.create().validate(card("auto", null, null)))
                .isEmpty();
    }

    private RouteDecision card(String model, @Nullable String plan, @Nullable Strategy key) {
        var message = new UserMessage(UserMessage.RoleEnum.USER, new UserContent.Text("Hello!"));
        var caller = new Caller("key_1", Caller.DEFAULT_WORKSPACE, Role.INFER, plan, key);
        return RouteCard.of(choice.choose(new ChatCompletionRequest(model, List.of(message)), caller));
    }
}

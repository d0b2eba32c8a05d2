package com.plugsky.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.Model;
import com.plugsky.contract.model.ModelList;
import com.plugsky.contract.model.ParameterEffect;
import com.plugsky.contract.model.Price;
import com.plugsky.engine.embedded.ParameterTable;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.routing.Router;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The fleet's models as the contract shows them, {@code plugsky-fusion} first. */
@Component
final class ModelCards {

    /** The day of the first contract, 2026-11-01. */
    private static final long CREATED = 1_793_491_200L;

    private static final String FUSION_MEMBER = "fusion";

    private static final Set<String> NO_PARAMETERS = Set.of("model", "messages");

    private final LiveFleet fleet;
    private final Set<String> parameters = parameters();

    ModelCards(LiveFleet fleet) {
        this.fleet = fleet;
    }

    ModelList all() {
        Fleet current = fleet.current();
        List<Model> cards = new ArrayList<>();
        cards.add(fusion(current));
        current.models().forEach(model -> cards.add(card(model)));
        return new ModelList(ModelList.ObjectEnum.LIST, cards);
    }

    /** @throws Refusal there is no model of this id */
    Model one(String id) {
        Fleet current = fleet.current();
        if (id.equals(Router.FUSION)) {
            return fusion(current);
        }
        com.plugsky.fleet.Model model = current.model(id);
        if (model == null) {
            throw Refusal.of(ErrorCode.MODEL_NOT_FOUND, current.unknown(id), "model");
        }
        return card(model);
    }

    /** Every parameter of the generated type, so that none is forgotten. */
    private static Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        for (Method method : ChatCompletionRequest.class.getMethods()) {
            JsonProperty property = method.getAnnotation(JsonProperty.class);
            if (property != null && !NO_PARAMETERS.contains(property.value())) {
                names.add(property.value());
            }
        }
        return names;
    }

    private Map<String, ParameterEffect> table(Predicate<String> acts) {
        Map<String, ParameterEffect> table = new TreeMap<>();
        for (String name : parameters) {
            table.put(name, acts.test(name) ? ParameterEffect.APPLIED : ParameterEffect.IGNORED);
        }
        return table;
    }

    /** A model asked by name has no use for fusion. */
    private Map<String, ParameterEffect> table(com.plugsky.fleet.Model model) {
        return table(name -> !name.equals(FUSION_MEMBER) && ParameterTable.acts(name, model));
    }

    private Model fusion(Fleet current) {
        var abilities = new TreeSet<Ability>();
        current.models().stream().filter(model -> !model.mock()).forEach(model -> abilities.addAll(model.abilities()));
        Map<String, ParameterEffect> some =
                table(name -> current.models().stream().anyMatch(model -> ParameterTable.acts(name, model)));
        return new Model(Router.FUSION, Model.ObjectEnum.MODEL, CREATED, "plugsky")
                .contextLength(current.largestContext())
                .tier(tier(Tier.FREE))
                .abilities(wire(abilities))
                .parameters(some);
    }

    private Model card(com.plugsky.fleet.Model model) {
        Model card = new Model(
                        model.id(),
                        Model.ObjectEnum.MODEL,
                        CREATED,
                        owner(model.targets().getFirst()))
                .contextLength(model.context())
                .maxOutputTokens(model.maxOutput())
                .tier(tier(model.tier()))
                .abilities(wire(new TreeSet<>(model.abilities())))
                .strength(model.strength());
        if (model.price() != null) {
            card.price(new Price(
                    model.price().input().doubleValue(), model.price().output().doubleValue()));
        }
        return model.mock() ? card.mock(true) : card.parameters(table(model));
    }

    private static String owner(Target target) {
        return switch (target) {
            case Target.Embedded ignored -> "plugsky-embedded";
            case Target.Mock ignored -> "plugsky-mock";
            case Target.Upstream ignored -> "upstream";
        };
    }

    private static com.plugsky.contract.model.Tier tier(Tier tier) {
        return com.plugsky.contract.model.Tier.fromValue(tier.wire());
    }

    private static List<com.plugsky.contract.model.Ability> wire(Collection<Ability> abilities) {
        return abilities.stream()
                .map(ability -> com.plugsky.contract.model.Ability.fromValue(ability.wire()))
                .toList();
    }
}

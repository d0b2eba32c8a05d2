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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        Fleet current = fleet.currentFor(id);
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

    /** What is known of each parameter; what an upstream makes of one, only it knows. */
    private Map<String, ParameterEffect> table(Function<String, @Nullable ParameterEffect> effect) {
        Map<String, ParameterEffect> table = new TreeMap<>();
        for (String name : parameters) {
            ParameterEffect known = effect.apply(name);
            if (known != null) {
                table.put(name, known);
            }
        }
        return table;
    }

    /** A model asked by name has no use for fusion. */
    private Map<String, ParameterEffect> table(com.plugsky.fleet.Model model) {
        return table(name -> name.equals(FUSION_MEMBER) ? ParameterEffect.IGNORED : effect(name, model));
    }

    private static @Nullable ParameterEffect effect(String name, com.plugsky.fleet.Model model) {
        return switch (model.targets().getFirst()) {
            case Target.Embedded ignored ->
                ParameterTable.acts(name, model) ? ParameterEffect.APPLIED : ParameterEffect.IGNORED;
            case Target.Upstream upstream ->
                upstream.parameters().ignored().contains(name) ? ParameterEffect.IGNORED : null;
            case Target.Mock ignored -> ParameterEffect.IGNORED;
        };
    }

    /** Whether any model makes something of it. */
    private static @Nullable ParameterEffect effect(String name, Fleet fleet) {
        if (name.equals(FUSION_MEMBER)) {
            return ParameterEffect.APPLIED;
        }
        @Nullable ParameterEffect best = ParameterEffect.IGNORED;
        for (com.plugsky.fleet.Model model : fleet.models()) {
            ParameterEffect effect = model.mock() ? ParameterEffect.IGNORED : effect(name, model);
            if (effect == ParameterEffect.APPLIED) {
                return effect;
            }
            best = effect == null ? null : best;
        }
        return best;
    }

    private Model fusion(Fleet current) {
        var abilities = new TreeSet<Ability>();
        for (Ability ability : Ability.values()) {
            if (current.models().stream().anyMatch(model -> !model.mock() && model.can(ability))) {
                abilities.add(ability);
            }
        }
        return new Model(Router.FUSION, Model.ObjectEnum.MODEL, CREATED, "plugsky")
                .contextLength(known(current.largestContext()))
                .tier(tier(Tier.FREE))
                .abilities(wire(abilities))
                .parameters(table(name -> effect(name, current)));
    }

    private Model card(com.plugsky.fleet.Model model) {
        Model card = new Model(
                        model.id(),
                        Model.ObjectEnum.MODEL,
                        CREATED,
                        owner(model.targets().getFirst()))
                .contextLength(known(model.context()))
                .maxOutputTokens(known(model.maxOutput()))
                .tier(tier(model.tier()))
                .strength(model.strength());
        if (model.abilities() != null) {
            card.abilities(wire(new TreeSet<>(model.abilities())));
        }
        if (model.price() != null) {
            card.price(new Price(
                    model.price().input().doubleValue(), model.price().output().doubleValue()));
        }
        return model.mock() ? card.mock(true) : card.parameters(table(model));
    }

    private static @Nullable Integer known(int tokens) {
        return tokens == com.plugsky.fleet.Model.UNKNOWN ? null : tokens;
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

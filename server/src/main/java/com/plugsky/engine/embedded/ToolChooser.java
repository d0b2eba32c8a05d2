package com.plugsky.engine.embedded;

import com.plugsky.contract.model.AllowedTool;
import com.plugsky.contract.model.AllowedTools;
import com.plugsky.contract.model.AllowedToolsChoice;
import com.plugsky.contract.model.AllowedToolsMode;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.CustomToolChoice;
import com.plugsky.contract.model.FunctionCallChoice;
import com.plugsky.contract.model.FunctionCallMode;
import com.plugsky.contract.model.FunctionToolChoice;
import com.plugsky.contract.model.ToolChoice;
import com.plugsky.contract.model.ToolChoiceMode;
import com.plugsky.contract.model.ToolReference;
import com.plugsky.stream.Call;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the tools that an answer calls.
 *
 * <p>A named tool is called. Where one is required, those that the prompt speaks of are called, else the first. Where
 * the choice is free, those that the prompt speaks of are called, but never right after a result: then comes text, so
 * that no agent runs in circles.
 */
final class ToolChooser {

    private final List<Offer> offers;
    private final Prompt prompt;

    private ToolChooser(List<Offer> offers, Prompt prompt) {
        this.offers = offers;
        this.prompt = prompt;
    }

    /** The tools to call, in order; none if the answer is text. */
    static List<Offer> choose(ChatCompletionRequest request, Prompt prompt) {
        List<Offer> offers = Offer.all(request.getTools(), request.getFunctions());
        if (offers.isEmpty()) {
            return List.of();
        }
        var chooser = new ToolChooser(offers, prompt);
        boolean old = offers.getFirst().kind() == Call.Kind.OLD_FUNCTION;
        List<Offer> chosen = old ? chooser.old(request.getFunctionCall()) : chooser.by(request.getToolChoice());
        boolean one = old || Boolean.FALSE.equals(request.getParallelToolCalls());
        return one && chosen.size() > 1 ? chosen.subList(0, 1) : chosen;
    }

    private List<Offer> by(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> spoken(offers);
            case ToolChoiceMode mode ->
                switch (mode) {
                    case NONE -> List.of();
                    case AUTO -> spoken(offers);
                    case REQUIRED -> required(offers);
                };
            case FunctionToolChoice named -> only(is(Call.Kind.FUNCTION, named.getFunction()));
            case CustomToolChoice named -> only(is(Call.Kind.CUSTOM, named.getCustom()));
            case AllowedToolsChoice allowed -> allowed(allowed.getAllowedTools());
        };
    }

    private List<Offer> old(@Nullable FunctionCallChoice choice) {
        return switch (choice) {
            case null -> spoken(offers);
            case FunctionCallMode mode ->
                switch (mode) {
                    case NONE -> List.of();
                    case AUTO -> spoken(offers);
                };
            case ToolReference named -> only(is(Call.Kind.OLD_FUNCTION, named));
        };
    }

    private List<Offer> allowed(AllowedTools allowed) {
        List<Offer> some = only(offer -> allowed.getTools().stream().anyMatch(tool -> is(offer, tool)));
        return allowed.getMode() == AllowedToolsMode.REQUIRED ? required(some) : spoken(some);
    }

    private static boolean is(Offer offer, AllowedTool tool) {
        return switch (tool.getType()) {
            case FUNCTION -> is(Call.Kind.FUNCTION, tool.getFunction()).test(offer);
            case CUSTOM -> is(Call.Kind.CUSTOM, tool.getCustom()).test(offer);
        };
    }

    private static Predicate<Offer> is(Call.Kind kind, @Nullable ToolReference reference) {
        return offer ->
                reference != null && offer.kind() == kind && offer.name().equals(reference.getName());
    }

    private List<Offer> only(Predicate<Offer> wanted) {
        return offers.stream().filter(wanted).toList();
    }

    private List<Offer> required(List<Offer> some) {
        var words = new SpokenWords(prompt.asked());
        List<Offer> spoken =
                some.stream().filter(offer -> words.name(offer.name())).toList();
        return spoken.isEmpty() && !some.isEmpty() ? some.subList(0, 1) : spoken;
    }

    private List<Offer> spoken(List<Offer> some) {
        if (prompt.result() != null) {
            return List.of();
        }
        var words = new SpokenWords(prompt.asked());
        return some.stream().filter(offer -> words.name(offer.name())).toList();
    }
}

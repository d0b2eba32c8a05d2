package com.plugsky.engine.embedded;

import com.plugsky.contract.model.Tool;
import com.plugsky.engine.ChatRequest;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The parameters that act on the embedded engine. Every other one is accepted, has no effect, and is said to have none.
 */
public final class ParameterTable {

    /** The parameters that act on every model; {@code fusion} and {@code user} do so before the engine is asked. */
    private static final Set<String> APPLIED = Set.of(
            "model",
            "messages",
            "fusion",
            "user",
            "n",
            "seed",
            "temperature",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "stop",
            "stream",
            "stream_options",
            "max_tokens",
            "max_completion_tokens",
            "verbosity",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "functions",
            "function_call");

    private ParameterTable() {}

    /** Those of a request's members that have no effect on this model, in their order. */
    public static List<String> ignored(ChatRequest request, Model model) {
        Set<String> present = request.members().present();
        List<Tool> tools = request.view().getTools();
        var ignored = new ArrayList<String>();
        for (String name : present) {
            boolean acts = acts(name, model)
                    && switch (name) {
                        case "max_tokens" -> !present.contains("max_completion_tokens");
                        case "functions", "function_call" -> tools == null || tools.isEmpty();
                        default -> true;
                    };
            if (!acts) {
                ignored.add(name);
            }
        }
        return ignored;
    }

    /** Whether a parameter acts on this model, nothing else being said. */
    public static boolean acts(String name, Model model) {
        return name.equals("reasoning_effort") ? model.can(Ability.REASONING) : APPLIED.contains(name);
    }
}

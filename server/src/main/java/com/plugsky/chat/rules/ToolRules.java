package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Place;
import com.plugsky.contract.model.AllowedTool;
import com.plugsky.contract.model.AllowedToolsChoice;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.CustomTool;
import com.plugsky.contract.model.CustomToolChoice;
import com.plugsky.contract.model.FunctionDefinition;
import com.plugsky.contract.model.FunctionTool;
import com.plugsky.contract.model.FunctionToolChoice;
import com.plugsky.contract.model.NamedToolChoice;
import com.plugsky.contract.model.Tool;
import com.plugsky.contract.model.ToolReference;
import com.plugsky.contract.model.ToolType;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules on tools: each has a name of its own and a schema that can be used, and only what is there is chosen. */
final class ToolRules {

    private static final Place TOOLS = Place.ROOT.member("tools");
    private static final Place FUNCTIONS = Place.ROOT.member("functions");
    private static final Place TOOL_CHOICE = Place.ROOT.member("tool_choice");
    private static final Place FUNCTION_CALL = Place.ROOT.member("function_call");

    private final SchemaRules schemas;

    ToolRules(SchemaRules schemas) {
        this.schemas = schemas;
    }

    void check(ChatCompletionRequest request) {
        var kinds = new HashMap<String, ToolType>();
        List<Tool> tools = request.getTools();
        for (int i = 0; tools != null && i < tools.size(); i++) {
            tool(tools.get(i), TOOLS.item(i), kinds);
        }
        choice(request, kinds);
        functions(request);
    }

    private void tool(Tool tool, Place place, Map<String, ToolType> kinds) {
        switch (tool) {
            case FunctionTool function -> {
                FunctionDefinition definition = function.getFunction();
                Place at = place.member("function");
                named(definition.getName(), ToolType.FUNCTION, at, kinds);
                schemas.function(definition, at);
            }
            case CustomTool custom ->
                named(custom.getCustom().getName(), ToolType.CUSTOM, place.member("custom"), kinds);
        }
    }

    private static void named(String name, ToolType kind, Place place, Map<String, ToolType> kinds) {
        if (kinds.put(name, kind) != null) {
            throw Broken.value(place.member("name"), Broken.quoted(name), "a name that no other tool has");
        }
    }

    private static void choice(ChatCompletionRequest request, Map<String, ToolType> kinds) {
        if (request.getToolChoice() == null) {
            return;
        }
        if (kinds.isEmpty()) {
            throw Broken.value(TOOL_CHOICE, "given without tools", "tools, or no tool_choice");
        }
        if (request.getToolChoice() instanceof NamedToolChoice named) {
            switch (named) {
                case FunctionToolChoice choice ->
                    chosen(choice.getFunction(), ToolType.FUNCTION, TOOL_CHOICE.member("function"), kinds);
                case CustomToolChoice choice ->
                    chosen(choice.getCustom(), ToolType.CUSTOM, TOOL_CHOICE.member("custom"), kinds);
                case AllowedToolsChoice choice ->
                    allowed(choice.getAllowedTools().getTools(), kinds);
            }
        }
    }

    private static void allowed(List<AllowedTool> tools, Map<String, ToolType> kinds) {
        Place place = TOOL_CHOICE.member("allowed_tools").member("tools");
        for (int i = 0; i < tools.size(); i++) {
            AllowedTool tool = tools.get(i);
            ToolReference reference = tool.getType() == ToolType.FUNCTION ? tool.getFunction() : tool.getCustom();
            Place member = place.item(i).member(tool.getType().getValue());
            if (reference == null) {
                throw Broken.value(ErrorCode.MISSING_REQUIRED_PARAMETER, member, "missing", "object");
            }
            chosen(reference, tool.getType(), member, kinds);
        }
    }

    /** The parameter is the choice as a whole, as clients of OpenAI know it; the message names the place. */
    private static void chosen(ToolReference tool, ToolType kind, Place place, Map<String, ToolType> kinds) {
        if (kinds.get(tool.getName()) != kind) {
            throw unknown(place.member("name"), TOOL_CHOICE, tool.getName(), "tools");
        }
    }

    private static Refusal unknown(Place place, Place param, String name, String among) {
        return Broken.at(
                ErrorCode.INVALID_VALUE,
                param,
                place + ": " + Broken.quoted(name) + " (expected: the name of one of the " + among + ")");
    }

    private void functions(ChatCompletionRequest request) {
        List<FunctionDefinition> functions = request.getFunctions();
        var names = new HashMap<String, ToolType>();
        for (int i = 0; functions != null && i < functions.size(); i++) {
            named(functions.get(i).getName(), ToolType.FUNCTION, FUNCTIONS.item(i), names);
            schemas.function(functions.get(i), FUNCTIONS.item(i));
        }
        functionCall(request.getFunctionCall(), names);
    }

    private static void functionCall(@Nullable Object call, Map<String, ToolType> names) {
        if (call == null) {
            return;
        }
        if (names.isEmpty()) {
            throw Broken.value(FUNCTION_CALL, "given without functions", "functions, or no function_call");
        }
        if (call instanceof ToolReference function && !names.containsKey(function.getName())) {
            throw unknown(FUNCTION_CALL.member("name"), FUNCTION_CALL, function.getName(), "functions");
        }
    }
}

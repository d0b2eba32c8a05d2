package com.plugsky.engine.embedded;

import com.plugsky.contract.model.CustomTool;
import com.plugsky.contract.model.FunctionDefinition;
import com.plugsky.contract.model.FunctionTool;
import com.plugsky.contract.model.GrammarFormat;
import com.plugsky.contract.model.Tool;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.stream.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a request offers, whichever form it has there.
 *
 * @param parameters the JSON Schema of the arguments; null if there are none, or if it takes text
 * @param param where {@code parameters} stand in the request
 */
record Offer(Call.Kind kind, String name, @Nullable Map<String, Object> parameters, String param) {

    /** All tools of a request, or its functions in the older form if it has no tools. */
    static List<Offer> all(@Nullable List<Tool> tools, @Nullable List<FunctionDefinition> functions) {
        var offers = new ArrayList<Offer>();
        if (tools != null && !tools.isEmpty()) {
            for (int i = 0; i < tools.size(); i++) {
                offers.add(
                        switch (tools.get(i)) {
                            case FunctionTool tool ->
                                of(Call.Kind.FUNCTION, tool.getFunction(), "tools[" + i + "].function");
                            case CustomTool tool -> custom(tool, "tools[" + i + "].custom");
                        });
            }
        } else if (functions != null) {
            for (int i = 0; i < functions.size(); i++) {
                offers.add(of(Call.Kind.OLD_FUNCTION, functions.get(i), "functions[" + i + "]"));
            }
        }
        return offers;
    }

    private static Offer of(Call.Kind kind, FunctionDefinition function, String place) {
        return new Offer(kind, function.getName(), function.getParameters(), place + ".parameters");
    }

    private static Offer custom(CustomTool tool, String place) {
        if (tool.getCustom().getFormat() instanceof GrammarFormat) {
            throw Refusal.of(
                    ErrorCode.UNSUPPORTED_VALUE,
                    place + ".format.type: 'grammar' (expected: text; this engine follows no grammars)",
                    place + ".format.type");
        }
        return new Offer(Call.Kind.CUSTOM, tool.getCustom().getName(), null, place);
    }
}

package com.plugsky.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.ParameterEffect;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a chat request, read from the generated type, so that none is forgotten. */
final class ParameterNames {

    private static final Set<String> NO_PARAMETERS = Set.of("model", "messages");

    private ParameterNames() {}

    /** What each parameter does where only these act. */
    static Map<String, ParameterEffect> table(Set<String> applied) {
        Map<String, ParameterEffect> table = new TreeMap<>();
        for (Method method : ChatCompletionRequest.class.getMethods()) {
            JsonProperty property = method.getAnnotation(JsonProperty.class);
            if (property != null && !NO_PARAMETERS.contains(property.value())) {
                boolean acts = applied.contains(property.value());
                table.put(property.value(), acts ? ParameterEffect.APPLIED : ParameterEffect.IGNORED);
            }
        }
        return table;
    }
}

package com.plugsky.conformance.upstream.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a request a right answer depends on.
 *
 * @param call the tool call that is answered with; null: a text
 * @param echoed the members whose names begin with {@code x_}; they come back in the answer
 */
record Asked(
        boolean stream,
        boolean usage,
        int choices,
        int maxTokens,
        @Nullable ToolCall call,
        ObjectNode echoed) {
    private static final int MOST_CHOICES = 128;
    private static final String USUAL_TOOL = "get_weather";

    /** A call of a function; its arguments are an object. */
    record ToolCall(String name, ObjectNode arguments) {}

    static Asked of(JsonNode request, Script script) {
        JsonNode newer = request.path("max_completion_tokens");
        int most = (newer.isNumber() ? newer : request.path("max_tokens")).asInt(Integer.MAX_VALUE);
        ObjectNode echoed = JsonNodeFactory.instance.objectNode();
        request.properties().forEach(member -> {
            if (member.getKey().startsWith("x_")) {
                echoed.set(member.getKey(), member.getValue());
            }
        });
        return new Asked(
                request.path("stream").asBoolean(false),
                request.at("/stream_options/include_usage").asBoolean(false),
                Math.clamp(request.path("n").asInt(1), 1, MOST_CHOICES),
                Math.max(1, most),
                call(request, script.fault().calls()),
                echoed);
    }

    private static @Nullable ToolCall call(JsonNode request, boolean always) {
        JsonNode choice = request.path("tool_choice");
        String named = choice.at("/function/name").asString("");
        List<JsonNode> tools = new ArrayList<>();
        request.path("tools").forEach(tools::add);
        for (JsonNode tool : tools) {
            String name = tool.at("/function/name").asString("");
            boolean wanted = !choice.asString("").equals("none") && (named.isEmpty() || named.equals(name));
            if (wanted && !name.isEmpty()) {
                return new ToolCall(name, arguments(tool.at("/function/parameters/properties")));
            }
        }
        ObjectNode usual = JsonNodeFactory.instance.objectNode().put("city", "東京");
        return always ? new ToolCall(USUAL_TOOL, usual) : null;
    }

    private static ObjectNode arguments(JsonNode properties) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            switch (property.getValue().path("type").asString("")) {
                case "integer", "number" -> arguments.put(name, 1);
                case "boolean" -> arguments.put(name, true);
                case "array" -> arguments.putArray(name);
                case "object" -> arguments.putObject(name);
                default -> arguments.put(name, "東京");
            }
        });
        return arguments;
    }
}

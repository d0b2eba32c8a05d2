package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of tools once each, and a choice among tools that are there. */
final class ToolRepair {
    private ToolRepair() {}

    static void apply(ObjectNode request) {
        if (request.path("functions").isArray()) {
            // The older form and the newer one are not for the same request.
            request.remove("tools");
            request.remove("tool_choice");
        }
        unique(request);
        if (present(request, "tool_choice")) {
            choice(request);
        }
        if (present(request, "function_call")) {
            functionCall(request);
        }
    }

    private static boolean present(ObjectNode request, String member) {
        return request.has(member) && !request.path(member).isNull();
    }

    private static void unique(ObjectNode request) {
        Set<String> names = new HashSet<>();
        for (JsonNode tool : request.path("tools")) {
            String type = tool.path("type").asString("");
            rename((ObjectNode) tool.path(type), names);
        }
        for (JsonNode function : request.path("functions")) {
            rename((ObjectNode) function, names);
        }
    }

    private static void rename(ObjectNode named, Set<String> names) {
        if (named.path("strict").isBoolean() && named.path("strict").asBoolean() && named.has("parameters")) {
            named.set("parameters", Json.of("{'type': 'object', 'properties': {}, 'additionalProperties': false}"));
        }
        String name = named.path("name").asString("");
        if (!names.add(name)) {
            String other = "t" + names.size();
            names.add(other);
            named.put("name", other);
        }
    }

    private static void choice(ObjectNode request) {
        ArrayNode tools = request.path("tools") instanceof ArrayNode there ? there : request.putArray("tools");
        if (tools.isEmpty()) {
            tools.add(Json.of("{'type': 'function', 'function': {'name': 'get_weather'}}"));
        }
        JsonNode choice = request.path("tool_choice");
        String type = choice.path("type").asString("");
        if (type.equals("allowed_tools")) {
            for (JsonNode allowed : choice.at("/allowed_tools/tools")) {
                ObjectNode entry = (ObjectNode) allowed;
                String kind = entry.path("type").asString("");
                entry.remove(kind.equals("function") ? "custom" : "function");
                entry.putObject(kind).put("name", nameOf(tools, kind));
            }
        } else if (choice.path(type) instanceof ObjectNode named) {
            named.put("name", nameOf(tools, type));
        }
    }

    /** The name of a tool of this kind; one is added if there is none. */
    private static String nameOf(ArrayNode tools, String type) {
        for (JsonNode tool : tools) {
            if (tool.path("type").asString("").equals(type)) {
                return tool.path(type).path("name").asString("");
            }
        }
        ObjectNode tool = tools.addObject().put("type", type);
        String name = "added_" + type;
        tool.putObject(type).put("name", name);
        return name;
    }

    private static void functionCall(ObjectNode request) {
        if (!request.path("functions").isArray()) {
            request.putArray("functions").addObject().put("name", "get_weather");
            request.remove("tools");
            request.remove("tool_choice");
        }
        if (request.path("function_call") instanceof ObjectNode named) {
            named.put("name", request.at("/functions/0/name").asString(""));
        }
    }
}

package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values that a schema cannot describe but a server looks into: images, JSON Schemas, JSON in strings, and words. */
final class Pools {
    private static final List<String> WORDS = List.of(
            "harbour",
            "Hello!",
            "What is the weather in Paris?",
            "",
            " ",
            "Grüße",
            "世界",
            "\uD83D\uDE00",
            "a\nb",
            "nul\u0000",
            "\u2028",
            "json",
            "<|endoftext|>",
            "\"quoted\"",
            "\\",
            "0",
            "null",
            "e\u0301",
            "\uFFFD",
            "שלום");

    private static final List<String> IMAGES = List.of(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final List<JsonNode> SCHEMAS = List.of(
            Json.of(
                    "{'type': 'object', 'properties': {'city': {'type': 'string'}}, 'required': ['city'], 'additionalProperties': false}"),
            Json.of(
                    "{'type': 'object', 'properties': {'n': {'type': 'integer', 'minimum': 1, 'maximum': 5}, 'on': {'type': 'boolean'}}, 'required': ['n']}"),
            Json.of(
                    "{'type': 'object', 'properties': {'kind': {'enum': ['a', 'b']}, 'list': {'type': 'array', 'items': {'type': 'number'}, 'maxItems': 3}}}"),
            Json.of(
                    "{'type': 'object', '$defs': {'x': {'type': 'string'}}, 'properties': {'x': {'$ref': '#/$defs/x'}}, 'required': ['x']}"),
            Json.of("{}"));

    private static final Map<String, List<String>> BY_PLACE = Map.of(
            "ImageUrl/properties/url", IMAGES,
            "FunctionCall/properties/arguments", List.of("{}", "{\"city\":\"Paris\"}"),
            "InputAudio/properties/data", List.of("UklGRg==", "SUQz"),
            "FileInput/properties/file_data", List.of("JVBERi0=", "data:application/pdf;base64,JVBERi0="),
            "Grammar/properties/definition", List.of("start: \"yes\" | \"no\""),
            "UserLocation/properties/timezone", List.of("Europe/Berlin"));

    private Pools() {}

    /** A value for this very place; null where any will do. */
    static @Nullable String text(Shape shape, RandomGenerator random) {
        List<String> pool = BY_PLACE.get(shape.pointer.replace("/components/schemas/", ""));
        return pool == null ? null : pool.get(random.nextInt(pool.size()));
    }

    static JsonNode schema(RandomGenerator random) {
        return SCHEMAS.get(random.nextInt(SCHEMAS.size())).deepCopy();
    }

    static String words(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}

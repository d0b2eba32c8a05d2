package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.code;
import static com.plugsky.conformance.mutant.Damages.fails;
import static com.plugsky.conformance.mutant.Damages.forgives;
import static com.plugsky.conformance.mutant.Damages.forgivesParam;
import static com.plugsky.conformance.mutant.Damages.header;
import static com.plugsky.conformance.mutant.Damages.refuses;
import static com.plugsky.conformance.mutant.Damages.status;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Servers that refuse wrongly: tools, JSON, images, errors, keys. */
final class FaultMutants {
    private static final String TRACE = "at com.example.Server.run(Server.java:1) java.lang.NullPointerException";

    private FaultMutants() {}

    static List<Mutant> all() {
        return Stream.of(tools(), images(), errors(), keys())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> tools() {
        return List.of(
                Mutant.of(
                        "choice-without-tools",
                        "tool_choice needs no tools",
                        forgives(asked -> asked.has("tool_choice") && !asked.has("tools")),
                        "TOO-07"),
                Mutant.of(
                        "any-choice",
                        "tool_choice may name anything",
                        forgives(asked -> asked.has("tool_choice") && asked.has("tools")),
                        "TOO-08"),
                Mutant.of(
                        "no-empty-tools",
                        "an empty array of tools is refused",
                        refuses(asked -> asked.at("/tools").isArray()
                                && asked.at("/tools").isEmpty()),
                        "TOO-09"),
                Mutant.of(
                        "any-function-name",
                        "a function may have any name",
                        forgivesParam("tools[0].function.name"),
                        "TOO-10"),
                Mutant.of(
                        "names-twice",
                        "two functions may have one name",
                        forgivesParam("tools[1].function.name"),
                        "TOO-11"),
                Mutant.of(
                        "result-without-call",
                        "a tool message needs no call",
                        refusedFor((asked, param) -> param.matches("messages\\[\\d+]\\.role")
                                && asked.at("/messages").toString().contains("\"tool\"")
                                && !asked.at("/messages").toString().contains("tool_calls")),
                        "TOO-12"),
                Mutant.of(
                        "call-without-result",
                        "a call needs no result",
                        refusedFor((asked, param) -> param.startsWith("messages")
                                && !param.contains("tool_call_id")
                                && asked.at("/messages").toString().contains("tool_calls")),
                        "TOO-13"),
                Mutant.of(
                        "any-result-id",
                        "a result may be for any call",
                        refusedFor((asked, param) -> param.contains("tool_call_id")),
                        "TOO-14"),
                Mutant.of(
                        "content-null-refused",
                        "content null in the history is refused",
                        refuses(asked -> asked.at("/messages")
                                .valueStream()
                                .anyMatch(message -> message.has("tool_calls")
                                        && message.path("content").isNull())),
                        "TOO-18"),
                Mutant.of(
                        "open-schema",
                        "strict takes any schema",
                        forgives(asked -> asked.at("/tools/0/function/strict").asBoolean(false)),
                        "TOO-20"),
                Mutant.of(
                        "json-unsaid",
                        "json_object needs no word of json",
                        forgives(asked ->
                                asked.at("/response_format/type").asString("").equals("json_object")),
                        "JSO-02"),
                Mutant.of(
                        "any-format",
                        "any response_format is taken",
                        forgives(asked -> asked.has("response_format")
                                && !asked.at("/response_format/type")
                                        .asString("")
                                        .startsWith("json_")),
                        "JSO-03"),
                Mutant.of(
                        "schema-unnamed",
                        "a schema needs no name",
                        forgives(asked ->
                                asked.at("/response_format/type").asString("").equals("json_schema")
                                        && !asked.at("/response_format/json_schema")
                                                .has("name")),
                        "JSO-04"),
                Mutant.of(
                        "any-schema-name",
                        "a schema may have any name",
                        forgivesParam("response_format.json_schema.name"),
                        "JSO-08",
                        "JSO-04"),
                Mutant.of(
                        "any-schema",
                        "any schema is taken",
                        forgivesParam("response_format.json_schema.schema"),
                        "JSO-10"));
    }

    private static List<Mutant> images() {
        return List.of(
                Mutant.of(
                        "blind",
                        "images are refused",
                        refuses(asked -> asked.at("/messages").toString().contains("image_url")),
                        "VIS-01"),
                Mutant.of(
                        "images-unseen",
                        "a model that reads only takes images",
                        refusedFor((asked, param) -> param.matches("messages\\[0]\\.content\\[1]\\.type")),
                        "VIS-02"),
                Mutant.of(
                        "any-detail",
                        "any detail is taken",
                        refusedFor((asked, param) -> param.endsWith("image_url.detail")),
                        "VIS-03"),
                Mutant.of(
                        "any-image",
                        "any image is taken",
                        refusedFor((asked, param) -> param.endsWith("image_url.url")
                                && asked.at("/messages").toString().contains("data:")),
                        "VIS-04"),
                Mutant.of(
                        "inside-too",
                        "addresses inside the network are taken",
                        refusedFor((asked, param) -> param.endsWith("image_url.url")
                                && !asked.at("/messages").toString().contains("data:")),
                        "VIS-05"),
                Mutant.of(
                        "any-part",
                        "any kind of part is taken",
                        refusedFor((asked, param) -> param.equals("messages[0].content[0].type")),
                        "VIS-06"),
                Mutant.of(
                        "images-anywhere",
                        "any message may have an image",
                        refusedFor((asked, param) -> param.matches("messages\\[[12]]\\.content\\[1]\\.type")),
                        "VIS-07"),
                Mutant.of(
                        "large-image-crashes",
                        "an image of 20 MB is a fault of the server",
                        fails(
                                asked -> asked.request().body().length > 20_000_000
                                        && asked.at("/messages").isArray()
                                        && !asked.has("user"),
                                500),
                        "VIS-08"));
    }

    private static List<Mutant> errors() {
        return List.of(
                Mutant.of("no-param", "errors have no param", error(body -> body.remove("param")), "ERR-01"),
                Mutant.of(
                        "accept-counts",
                        "Accept: text/event-stream turns an error into an event",
                        Damage.answers((asked, reply) -> reply.status() >= 400
                                        && "text/event-stream".equals(asked.header("Accept"))
                                ? reply.withBody("data: error\n\n").withHeader("Content-Type", "text/event-stream")
                                : reply),
                        "ERR-02"),
                Mutant.of(
                        "model-400",
                        "an unknown model is 400",
                        Damage.answers((asked, reply) ->
                                asked.chat() && reply.status() == 404 ? reply.withStatus(400) : reply),
                        "ERR-03"),
                Mutant.of(
                        "any-path",
                        "an unknown path is answered",
                        Damage.answers((asked, reply) ->
                                reply.status() == 404 && asked.path().contains("such/path")
                                        ? Reply.json(200, "{}")
                                        : reply),
                        "ERR-04"),
                Mutant.of("no-allow", "405 has no Allow", header("Allow", null), "ERR-05"),
                Mutant.of(
                        "any-type",
                        "any media type is taken",
                        Damage.answers((asked, reply) -> reply.status() == 415 ? Canned.answer(asked) : reply),
                        "ERR-06"),
                Mutant.of("too-large-400", "a body over the limit is 400", status(413, 400), "ERR-07"),
                Mutant.of(
                        "context-unsaid",
                        "a conversation beyond the context has another code",
                        code("context_length_exceeded", "invalid_value"),
                        "ERR-08"),
                Mutant.of(
                        "traces",
                        "errors show where they were thrown",
                        error(body -> body.put("message", TRACE)),
                        "ERR-09"),
                Mutant.of(
                        "upstream-500",
                        "an upstream's fault is 500",
                        Damage.answers((asked, reply) ->
                                reply.status() == 502 || reply.status() == 504 ? reply.withStatus(500) : reply),
                        "ERR-10",
                        "FUS-11"),
                Mutant.of(
                        "upstream-401",
                        "an upstream's 401 is the caller's",
                        Damage.answers((asked, reply) ->
                                asked.at("/model").asString("").matches("fault-status-40[13]")
                                        ? reply.withStatus(401)
                                        : reply),
                        "ERR-11"),
                Mutant.of(
                        "unprocessable",
                        "what a schema refuses is 422",
                        Damage.answers((asked, reply) -> reply.status() == 400 ? reply.withStatus(422) : reply),
                        "ERR-12"),
                Mutant.of(
                        "crashes",
                        "a broken body is a fault of the server",
                        Damage.answers((asked, reply) ->
                                reply.status() == 400 && !asked.body().isObject() ? reply.withStatus(500) : reply),
                        "ERR-13",
                        "REQ-22"));
    }

    private static List<Mutant> keys() {
        return List.of(
                Mutant.of(
                        "keyless",
                        "no key is needed",
                        Damage.answers((asked, reply) ->
                                asked.chat() && reply.status() == 401 && asked.header("Authorization") == null
                                        ? Canned.answer(asked)
                                        : reply),
                        "AUT-01"),
                Mutant.of(
                        "key-code",
                        "an unknown key has another code",
                        code("invalid_api_key", "unauthorized"),
                        "AUT-02"),
                Mutant.of(
                        "key-echoed",
                        "a refused key is echoed",
                        Damage.answers((asked, reply) -> reply.status() == 401
                                ? reply.edited(body -> ((ObjectNode) body.path("error"))
                                        .put("message", "Wrong: " + asked.header("Authorization")))
                                : reply),
                        "AUT-03"),
                Mutant.of(
                        "any-scheme",
                        "any scheme is taken",
                        Damage.answers((asked, reply) -> asked.chat()
                                        && reply.status() == 401
                                        && String.valueOf(asked.header("Authorization"))
                                                .startsWith("Basic ")
                                ? Canned.answer(asked)
                                : reply),
                        "AUT-04"),
                Mutant.of(
                        "body-first",
                        "the body is looked at before the key",
                        Damage.answers((asked, reply) -> reply.status() == 401
                                        && asked.chat()
                                        && !asked.body().isObject()
                                ? Reply.error(400, null, "invalid_json")
                                : reply),
                        "AUT-05"),
                Mutant.of(
                        "readers-ask",
                        "a key that may only read may ask",
                        Damage.answers((asked, reply) -> asked.chat()
                                        && reply.status() == 403
                                        && !reply.param().equals("model")
                                ? Canned.answer(asked)
                                : reply),
                        "AUT-06"),
                Mutant.of(
                        "key-needed",
                        "a server without keys needs one",
                        Damage.answers(
                                (asked, reply) -> asked.chat() && asked.header("Authorization") == null && reply.ok()
                                        ? Reply.error(401, null, "invalid_api_key")
                                        : reply),
                        "AUT-08"));
    }

    /** Answers what is refused for a param that fits. */
    private static Damage refusedFor(BiPredicate<Asked, String> when) {
        return Damage.answers((asked, reply) -> asked.chat() && reply.status() == 400 && when.test(asked, reply.param())
                ? Canned.answer(asked)
                : reply);
    }

    private static Damage error(Consumer<ObjectNode> edit) {
        return Damage.answers((asked, reply) ->
                reply.status() >= 400 && reply.json().path("error").isObject()
                        ? reply.edited(body -> edit.accept((ObjectNode) body.path("error")))
                        : reply);
    }
}

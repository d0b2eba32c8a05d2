package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.code;
import static com.plugsky.conformance.mutant.Damages.fails;
import static com.plugsky.conformance.mutant.Damages.header;
import static com.plugsky.conformance.mutant.Damages.refusedFor;
import static com.plugsky.conformance.mutant.Damages.refuses;
import static com.plugsky.conformance.mutant.Damages.status;

import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Reply;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Servers that refuse wrongly: images, errors, keys. */
final class FaultMutants {
    private static final String TRACE = "at com.example.Server.run(Server.java:1) java.lang.NullPointerException";

    private FaultMutants() {}

    static List<Mutant> all() {
        return Stream.of(images(), errors(), keys()).flatMap(List::stream).toList();
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

    private static Damage error(Consumer<ObjectNode> edit) {
        return Damage.answers((asked, reply) ->
                reply.status() >= 400 && reply.json().path("error").isObject()
                        ? reply.edited(body -> edit.accept((ObjectNode) body.path("error")))
                        : reply);
    }
}

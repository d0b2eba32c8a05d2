package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Blocks.finish;
import static com.plugsky.conformance.mutant.Blocks.with;
import static com.plugsky.conformance.mutant.Blocks.without;
import static com.plugsky.conformance.mutant.Damages.blocks;
import static com.plugsky.conformance.mutant.Damages.chunk;
import static com.plugsky.conformance.mutant.Damages.delta;
import static com.plugsky.conformance.mutant.Damages.isDone;
import static com.plugsky.conformance.mutant.Damages.once;

import com.plugsky.conformance.mutant.proxy.Damage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose streams are framed well, and say what is wrong. */
final class StreamMutants {
    private StreamMutants() {}

    static List<Mutant> all() {
        return Stream.of(dialect(), content()).flatMap(List::stream).toList();
    }

    private static List<Mutant> dialect() {
        var ids = new AtomicInteger();
        return List.of(
                Mutant.of(
                        "ids-change",
                        "each chunk has an id of its own",
                        chunk(chunk -> chunk.put("id", "chatcmpl-" + ids.incrementAndGet())),
                        "STR-04"),
                Mutant.of(
                        "no-role",
                        "no chunk has the role",
                        delta(choice -> ((ObjectNode) choice.path("delta")).remove("role")),
                        "STR-05"),
                Mutant.of(
                        "role-again",
                        "each chunk has the role",
                        delta(choice -> ((ObjectNode) choice.path("delta")).put("role", "assistant")),
                        "STR-05"),
                Mutant.of(
                        "no-finish-streamed",
                        "no chunk has a finish_reason",
                        delta(choice -> choice.putNull("finish_reason")),
                        "STR-07"),
                Mutant.of(
                        "finish-twice",
                        "the last chunk comes twice",
                        blocks(blocks -> with(blocks, finish(blocks), blocks.get(finish(blocks)))),
                        "STR-07"),
                Mutant.of(
                        "after-finish",
                        "a text comes after the finish",
                        blocks(blocks -> with(blocks, finish(blocks) + 1, text(blocks, " more"))),
                        "STR-08"),
                Mutant.of(
                        "choices-backwards",
                        "the second choice comes first",
                        blocks(StreamMutants::backwards),
                        "STR-12"),
                Mutant.of("error-null", "each chunk has error: null", chunk(chunk -> chunk.putNull("error")), "STR-14"),
                Mutant.of(
                        "no-choices",
                        "a chunk has no choices",
                        once(chunk -> chunk.remove("choices") != null),
                        "STR-24"),
                Mutant.of(
                        "index-missing",
                        "streamed calls have no index",
                        delta(choice -> parts(choice, part -> part.remove("index"))),
                        "TOO-16",
                        "GWY-12"),
                Mutant.of(
                        "name-repeated",
                        "each piece of a call has its name",
                        delta(choice ->
                                parts(choice, part -> ((ObjectNode) part.path("function")).put("name", "get_weather"))),
                        "TOO-16"),
                Mutant.of(
                        "model-changes",
                        "chunks name another model",
                        chunk(chunk -> chunk.put("model", "plugsky-other")),
                        "FUS-16"));
    }

    private static List<Mutant> content() {
        return List.of(
                Mutant.of(
                        "text-lost",
                        "a delta is lost",
                        blocks(blocks -> blocks.size() > 4 ? without(blocks, 2) : blocks),
                        "STR-06"),
                Mutant.of(
                        "usage-lost",
                        "the usage is lost",
                        blocks(blocks -> blocks.stream()
                                .filter(block -> !block.contains("\"usage\":{"))
                                .toList()),
                        "STR-09"),
                Mutant.of(
                        "usage-unasked",
                        "each chunk has a usage",
                        chunk(chunk -> chunk.putObject("usage")
                                .put("prompt_tokens", 1)
                                .put("completion_tokens", 1)
                                .put("total_tokens", 2)),
                        "STR-10"),
                Mutant.of("usage-differs", "the usage of a stream is one more", chunk(StreamMutants::more), "STR-11"),
                Mutant.of(
                        "early-fault-streamed",
                        "a refusal comes as an event, with status 200",
                        Damage.answers((asked, reply) -> asked.streams() && reply.status() >= 400
                                ? reply.withBody("data: " + new String(reply.body(), StandardCharsets.UTF_8).strip()
                                                + "\n\n")
                                        .withStatus(200)
                                        .withHeader("Content-Type", "text/event-stream")
                                : reply),
                        "STR-17"),
                Mutant.of(
                        "done-after-error",
                        "a broken stream ends with [DONE]",
                        blocks(blocks ->
                                isDone(blocks.getLast()) ? blocks : with(blocks, blocks.size(), "data: [DONE]\n\n")),
                        "STR-18"),
                Mutant.of(
                        "error-lost",
                        "a broken stream just ends",
                        blocks(blocks -> blocks.stream()
                                .filter(block -> !block.contains("\"error\":{"))
                                .toList()),
                        "STR-18"),
                Mutant.of(
                        "options-anywhere",
                        "stream_options need no stream",
                        Damages.forgivesParam("stream_options"),
                        "STR-22"),
                Mutant.of(
                        "obfuscates",
                        "chunks are padded unasked",
                        chunk(chunk -> chunk.put("obfuscation", "xxxx")),
                        "STR-23"),
                Mutant.of(
                        "schema-broken-streamed",
                        "a streamed answer under a schema is text",
                        chunk(asked -> asked.has("response_format"), chunk -> {
                            if (!chunk.at("/choices/0/delta/content")
                                    .asString("")
                                    .isEmpty()) {
                                ((ObjectNode) chunk.at("/choices/0/delta")).put("content", "x");
                            }
                        }),
                        "JSO-06"));
    }

    /** A chunk like the first, with this text. */
    private static String text(List<String> blocks, String text) {
        return Damages.edited(blocks.getFirst(), chunk -> {
            ObjectNode delta = (ObjectNode) chunk.at("/choices/0/delta");
            delta.removeAll();
            delta.put("content", text);
        });
    }

    private static List<String> backwards(List<String> blocks) {
        int second = 0;
        while (second < blocks.size() && !blocks.get(second).contains("\"index\":1")) {
            second++;
        }
        if (second == 0 || second == blocks.size()) {
            return blocks;
        }
        List<String> changed = new ArrayList<>(blocks);
        changed.addFirst(changed.remove(second));
        return changed;
    }

    private static void parts(ObjectNode choice, Consumer<ObjectNode> edit) {
        for (JsonNode part : choice.at("/delta/tool_calls")) {
            edit.accept((ObjectNode) part);
        }
    }

    private static void more(ObjectNode chunk) {
        if (chunk.path("usage") instanceof ObjectNode usage) {
            usage.put("prompt_tokens", usage.path("prompt_tokens").asLong() + 1);
            usage.put("total_tokens", usage.path("total_tokens").asLong() + 1);
        }
    }
}

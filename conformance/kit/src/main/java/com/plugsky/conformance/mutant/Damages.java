package com.plugsky.conformance.mutant;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Kinds of damage that many mutants have in common. */
final class Damages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data: ";

    private Damages() {}

    /** Answers what should be refused. */
    static Damage forgives(Predicate<Asked> when) {
        return Damage.answers((asked, reply) ->
                reply.status() >= 400 && reply.status() < 500 && when.test(asked) ? Canned.answer(asked) : reply);
    }

    /** Answers what is refused for one of these params or a place below it. */
    static Damage forgivesParam(String... params) {
        return Damage.answers((asked, reply) ->
                reply.status() == 400 && Stream.of(params).anyMatch(param -> below(reply.param(), param))
                        ? Canned.answer(asked)
                        : reply);
    }

    /** Answers what is refused for a param that fits. */
    static Damage refusedFor(BiPredicate<Asked, String> when) {
        return Damage.answers((asked, reply) -> asked.chat() && reply.status() == 400 && when.test(asked, reply.param())
                ? Canned.answer(asked)
                : reply);
    }

    private static boolean below(String param, String place) {
        return param.equals(place) || param.startsWith(place + ".") || param.startsWith(place + "[");
    }

    /** Refuses what should be answered. */
    static Damage refuses(Predicate<Asked> when) {
        return fails(when, 400);
    }

    /** Answers with an error. */
    static Damage fails(Predicate<Asked> when, int status) {
        return Damage.instead(asked -> asked.chat() && when.test(asked)
                ? Reply.error(status, null, status < 500 ? "invalid_value" : "server_error")
                : null);
    }

    /** Says one status where it should say another. */
    static Damage status(int right, int wrong) {
        return Damage.answers((asked, reply) -> reply.status() == right ? reply.withStatus(wrong) : reply);
    }

    /** Says an error's code otherwise. */
    static Damage code(String right, String wrong) {
        return Damage.answers(
                (asked, reply) -> reply.json().at("/error/code").asString("").equals(right)
                        ? reply.edited(body -> ((ObjectNode) body.path("error")).put("code", wrong))
                        : reply);
    }

    /** Changes a header of all answers; null: leaves it out. */
    static Damage header(String name, @Nullable String value) {
        return Damage.answers((asked, reply) -> reply.withHeader(name, value));
    }

    /** Changes completions that are no streams. */
    static Damage completion(Consumer<ObjectNode> edit) {
        return completion(asked -> true, edit);
    }

    static Damage completion(Predicate<Asked> when, Consumer<ObjectNode> edit) {
        return Damage.answers(
                (asked, reply) -> asked.chat() && reply.ok() && when.test(asked) ? reply.edited(edit) : reply);
    }

    /** Changes each choice of completions that are no streams. */
    static Damage choice(Predicate<Asked> when, Consumer<ObjectNode> edit) {
        return completion(when, body -> {
            for (JsonNode choice : body.path("choices")) {
                edit.accept((ObjectNode) choice);
            }
        });
    }

    /** Changes the message of each choice. */
    static Damage message(Predicate<Asked> when, Consumer<ObjectNode> edit) {
        return choice(when, choice -> edit.accept((ObjectNode) choice.path("message")));
    }

    /** Changes the blocks of streams. */
    static Damage blocks(UnaryOperator<List<String>> edit) {
        return Damage.streams((asked, blocks) -> edit.apply(blocks));
    }

    /** Changes each chunk of streams, {@code [DONE]} and comments being none. */
    static Damage chunk(Consumer<ObjectNode> edit) {
        return chunk(asked -> true, edit);
    }

    static Damage chunk(Predicate<Asked> when, Consumer<ObjectNode> edit) {
        return Damage.streams((asked, blocks) -> when.test(asked)
                ? blocks.stream().map(block -> edited(block, edit)).toList()
                : blocks);
    }

    /** Changes each choice of each chunk. */
    static Damage delta(Consumer<ObjectNode> edit) {
        return chunk(chunk -> {
            for (JsonNode choice : chunk.path("choices")) {
                edit.accept((ObjectNode) choice);
            }
        });
    }

    /** Changes only the first chunk that the edit takes on. */
    static Damage once(Predicate<ObjectNode> edit) {
        return blocks(blocks -> {
            var done = new AtomicBoolean();
            return blocks.stream()
                    .map(block -> done.get() ? block : edited(block, chunk -> done.set(edit.test(chunk))))
                    .toList();
        });
    }

    static boolean isDone(String block) {
        return block.contains("data: [DONE]");
    }

    static String edited(String block, Consumer<ObjectNode> edit) {
        int at = block.indexOf(DATA);
        if (at < 0 || isDone(block)) {
            return block;
        }
        try {
            ObjectNode chunk = (ObjectNode) JSON.readTree(block.substring(at + DATA.length()));
            edit.accept(chunk);
            return block.substring(0, at) + DATA + new String(Json.bytes(chunk), StandardCharsets.UTF_8) + "\n\n";
        } catch (JacksonException | ClassCastException none) {
            return block;
        }
    }
}

package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.FunctionMessage;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.TextContent;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.engine.embedded.decode.Draws;
import com.plugsky.token.MessageTexts;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the engine takes from a conversation.
 *
 * @param asked the text of the last user message
 * @param result the text of the tool's result that ends the conversation; null if none does
 * @param key a number made from model and messages: equal conversations have the same one
 * @param seed a number made from that and {@code seed}: it decides the draws
 */
record Prompt(String asked, @Nullable String result, long key, long seed) {

    /** @param entropy gives the seed where the request has none; null: then the conversation is the seed */
    static Prompt of(ChatCompletionRequest request, String model, @Nullable LongSupplier entropy) {
        List<Message> messages = request.getMessages();
        String asked = "";
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof UserMessage user) {
                asked = MessageTexts.of(user);
                break;
            }
        }
        long key = key(request, model);
        Long seed = request.getSeed();
        long drawn = seed != null ? Draws.mix(key ^ Draws.mix(seed)) : entropy == null ? key : entropy.getAsLong();
        return new Prompt(asked, result(messages.getLast()), key, drawn);
    }

    private static @Nullable String result(Message last) {
        return switch (last) {
            case ToolMessage tool ->
                switch (tool.getContent()) {
                    case TextContent.Text text -> text.value().toString();
                    case TextContent.Parts parts ->
                        String.join(
                                "\n",
                                parts.value().stream().map(TextPart::getText).toList());
                };
            case FunctionMessage function -> function.getContent() == null ? "" : function.getContent();
            default -> null;
        };
    }

    private static long key(ChatCompletionRequest request, String model) {
        var hash = new Hash(model.hashCode());
        for (Message message : request.getMessages()) {
            hash.add(message.getClass().getSimpleName());
            MessageTexts.each(message, text -> hash.add(text.toString()));
        }
        return hash.value;
    }

    /** A hash that is the same on every machine: Java's own of a string is laid down in its specification. */
    private static final class Hash {

        private long value;

        Hash(long value) {
            this.value = value;
        }

        void add(String text) {
            value = Draws.mix(value ^ (long) text.length() << 32 ^ text.hashCode());
        }
    }
}

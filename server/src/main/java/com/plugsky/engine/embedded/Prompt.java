package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.FunctionMessage;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.TextContent;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.token.MessageTexts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine takes from a conversation.
 *
 * @param asked the text of the last user message
 * @param result the text of the tool's result that ends the conversation; null if none does
 * @param seed a number made from model, messages and {@code seed}: the same request always has the same one
 */
record Prompt(String asked, @Nullable String result, long seed) {

    static Prompt of(ChatCompletionRequest request, String model) {
        List<Message> messages = request.getMessages();
        String asked = "";
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof UserMessage user) {
                asked = MessageTexts.of(user);
                break;
            }
        }
        return new Prompt(asked, result(messages.getLast()), seed(request, model));
    }

    private static @Nullable String result(Message last) {
        return switch (last) {
            case ToolMessage tool ->
                switch (tool.getContent()) {
                    case TextContent.Text text -> text.value();
                    case TextContent.Parts parts ->
                        String.join(
                                "\n",
                                parts.value().stream().map(TextPart::getText).toList());
                };
            case FunctionMessage function -> function.getContent() == null ? "" : function.getContent();
            default -> null;
        };
    }

    private static long seed(ChatCompletionRequest request, String model) {
        var hash = new Hash(model.hashCode());
        for (Message message : request.getMessages()) {
            hash.add(message.getClass().getSimpleName());
            MessageTexts.each(message, hash::add);
        }
        Long seed = request.getSeed();
        return seed == null ? hash.value : mix(hash.value ^ mix(seed));
    }

    /** Spreads a number over all bits (the end of SplitMix64). */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A hash that is the same on every machine: Java's own of a string is laid down in its specification. */
    private static final class Hash {

        private long value;

        Hash(long value) {
            this.value = value;
        }

        void add(String text) {
            value = mix(value ^ (long) text.length() << 32 ^ text.hashCode());
        }
    }
}

package com.plugsky.token;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.Message;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The count of a prompt's tokens after OpenAI's rule for chats: three for each message, those of its role and its
 * texts, one more and its own for a name, and three at the end; tools and schemas count as their JSON. Images count by
 * their size, which the engine that opens them adds.
 */
public final class PromptTokens {

    private static final int PER_MESSAGE = 4;
    private static final int PER_NAME = 1;
    private static final int AT_THE_END = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TokenCounter counter;

    public PromptTokens(TokenCounter counter) {
        this.counter = counter;
    }

    /** The tokens of the whole prompt. */
    public int count(ChatCompletionRequest request) {
        return count(request, Integer.MAX_VALUE);
    }

    /** The tokens of the prompt, or, once they are seen to be more than {@code enough}, some number above that. */
    public int count(ChatCompletionRequest request, int enough) {
        var sum = new Sum(enough, around(request));
        texts(request, sum::add);
        return sum.tokens;
    }

    /** The tokens that stand around the texts. */
    public static int around(ChatCompletionRequest request) {
        int tokens = AT_THE_END;
        for (Message message : request.getMessages()) {
            tokens += MessageTexts.name(message) == null ? PER_MESSAGE : PER_MESSAGE + PER_NAME;
        }
        return tokens;
    }

    /** Hands over every text whose tokens count: those of messages, names, tools and the schema of the answer. */
    public static void texts(ChatCompletionRequest request, Consumer<CharSequence> text) {
        for (Message message : request.getMessages()) {
            MessageTexts.each(message, text);
            String name = MessageTexts.name(message);
            if (name != null) {
                text.accept(name);
            }
        }
        json(request.getTools(), text);
        json(request.getFunctions(), text);
        if (request.getResponseFormat() instanceof JsonSchemaFormat format) {
            text.accept(JSON.writeValueAsString(format));
        }
    }

    private static void json(@Nullable List<?> values, Consumer<CharSequence> text) {
        if (values != null && !values.isEmpty()) {
            text.accept(JSON.writeValueAsString(values));
        }
    }

    private final class Sum {

        private final int enough;
        private int tokens;

        Sum(int enough, int tokens) {
            this.enough = enough;
            this.tokens = tokens;
        }

        void add(CharSequence text) {
            if (tokens <= enough) {
                tokens += counter.count(text.toString(), enough - tokens);
            }
        }
    }
}

package com.plugsky.token;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.Message;
import java.util.List;
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

    private final TokenCounter counter;
    private final JsonMapper json = JsonMapper.shared();

    public PromptTokens(TokenCounter counter) {
        this.counter = counter;
    }

    /** The tokens of the whole prompt. */
    public int count(ChatCompletionRequest request) {
        return count(request, Integer.MAX_VALUE);
    }

    /** The tokens of the prompt, or, once they are seen to be more than {@code enough}, some number above that. */
    public int count(ChatCompletionRequest request, int enough) {
        var sum = new Sum(enough);
        for (Message message : request.getMessages()) {
            sum.tokens += PER_MESSAGE;
            MessageTexts.each(message, sum::add);
            String name = MessageTexts.name(message);
            if (name != null) {
                sum.tokens += PER_NAME;
                sum.add(name);
            }
            if (sum.tokens > enough) {
                return sum.tokens;
            }
        }
        sum.tokens += AT_THE_END;
        sum.add(request.getTools());
        sum.add(request.getFunctions());
        if (request.getResponseFormat() instanceof JsonSchemaFormat format) {
            sum.json(format);
        }
        return sum.tokens;
    }

    private final class Sum {

        private final int enough;
        private int tokens;

        Sum(int enough) {
            this.enough = enough;
        }

        void add(String text) {
            if (tokens <= enough) {
                tokens += counter.count(text, enough - tokens);
            }
        }

        void add(@Nullable List<?> values) {
            if (values != null && !values.isEmpty()) {
                json(values);
            }
        }

        void json(Object value) {
            add(json.writeValueAsString(value));
        }
    }
}

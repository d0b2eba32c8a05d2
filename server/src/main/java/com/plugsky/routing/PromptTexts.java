package com.plugsky.routing;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.ContentPart;
import com.plugsky.contract.model.ImagePart;
import com.plugsky.contract.model.JsonObjectFormat;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.TextFormat;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.fleet.Ability;
import com.plugsky.token.PromptTokens;
import com.plugsky.token.TokenCounter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything in a body that a model reads: its texts, its images, and what they ask of a model. */
final class PromptTexts {

    /** English has about four characters a token. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** No token of any text is shorter than a byte, and a character has at most three in UTF-8, or four for two. */
    private static final int TOKENS_PER_CHARACTER = 3;

    /** A picture of 1024 x 1024 by OpenAI's rule of tiles. */
    private static final int TOKENS_PER_IMAGE = 765;

    private final List<CharSequence> texts = new ArrayList<>();
    private final Map<Ability, String> needs = new EnumMap<>(Ability.class);
    private CharSequence lastOfUser = "";
    private long characters;
    private long fixed;

    PromptTexts(ChatCompletionRequest body) {
        fixed = PromptTokens.around(body);
        PromptTokens.texts(body, this::text);
        for (int i = 0; i < body.getMessages().size(); i++) {
            if (body.getMessages().get(i) instanceof UserMessage user) {
                user(user.getContent(), i);
            }
        }
        if (body.getTools() != null && !body.getTools().isEmpty()) {
            needs.put(Ability.TOOLS, "tools");
        }
        if (body.getFunctions() != null && !body.getFunctions().isEmpty()) {
            needs.putIfAbsent(Ability.TOOLS, "functions");
        }
        switch (body.getResponseFormat()) {
            case null -> {}
            case TextFormat ignored -> {}
            case JsonObjectFormat ignored -> needs.put(Ability.JSON, "response_format");
            case JsonSchemaFormat ignored -> needs.put(Ability.JSON, "response_format");
        }
    }

    Map<Ability, String> needs() {
        return needs;
    }

    CharSequence lastOfUser() {
        return lastOfUser;
    }

    int estimate() {
        return bounded(fixed + (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }

    /** The number of tokens at the very worst. */
    int atMost() {
        return bounded(fixed + characters * TOKENS_PER_CHARACTER);
    }

    /** The number of tokens, or, once it is seen to be above {@code enough}, some number above that. */
    int count(TokenCounter counter, int enough) {
        long tokens = fixed;
        for (CharSequence text : texts) {
            if (tokens > enough) {
                break;
            }
            tokens += counter.count(text.toString(), (int) (enough - tokens));
        }
        return bounded(tokens);
    }

    private static int bounded(long tokens) {
        return (int) Math.min(tokens, Integer.MAX_VALUE);
    }

    private void user(UserContent content, int message) {
        switch (content) {
            case UserContent.Text text -> lastOfUser = text.value();
            case UserContent.Parts parts -> {
                for (int i = 0; i < parts.value().size(); i++) {
                    part(parts.value().get(i), message, i);
                }
            }
        }
    }

    private void part(ContentPart part, int message, int index) {
        if (part instanceof TextPart text) {
            lastOfUser = text.getText();
        } else if (part instanceof ImagePart) {
            needs.putIfAbsent(Ability.VISION, "messages[" + message + "].content[" + index + "].type");
            fixed += TOKENS_PER_IMAGE;
        }
    }

    private void text(CharSequence text) {
        texts.add(text);
        characters += text.length();
    }
}

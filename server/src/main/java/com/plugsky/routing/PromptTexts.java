package com.plugsky.routing;

import com.plugsky.contract.model.AssistantContent;
import com.plugsky.contract.model.AssistantMessage;
import com.plugsky.contract.model.AssistantPart;
import com.plugsky.contract.model.AudioPart;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.ContentPart;
import com.plugsky.contract.model.CustomTool;
import com.plugsky.contract.model.CustomToolCall;
import com.plugsky.contract.model.DeveloperMessage;
import com.plugsky.contract.model.FilePart;
import com.plugsky.contract.model.FunctionCall;
import com.plugsky.contract.model.FunctionDefinition;
import com.plugsky.contract.model.FunctionMessage;
import com.plugsky.contract.model.FunctionTool;
import com.plugsky.contract.model.FunctionToolCall;
import com.plugsky.contract.model.ImagePart;
import com.plugsky.contract.model.JsonObjectFormat;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.RefusalPart;
import com.plugsky.contract.model.SystemMessage;
import com.plugsky.contract.model.TextContent;
import com.plugsky.contract.model.TextFormat;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.Tool;
import com.plugsky.contract.model.ToolCall;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.fleet.Ability;
import com.plugsky.token.TokenCounter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything in a body that a model reads: its texts and images, collected in one walk. */
final class PromptTexts {

    /** English has about four characters a token. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** No token of any text is shorter than a byte, and a character has at most three in UTF-8, or four for two. */
    private static final int TOKENS_PER_CHARACTER = 3;

    /** What stands around the text of a message. */
    private static final int TOKENS_PER_MESSAGE = 4;

    /** A picture of 1024 x 1024 by OpenAI's rule of tiles. */
    private static final int TOKENS_PER_IMAGE = 765;

    private final List<String> texts = new ArrayList<>();
    private final Map<Ability, String> needs = new EnumMap<>(Ability.class);
    private String lastOfUser = "";
    private long characters;
    private long fixed;

    PromptTexts(ChatCompletionRequest body) {
        for (int i = 0; i < body.getMessages().size(); i++) {
            message(body.getMessages().get(i), i);
        }
        if (body.getTools() != null && !body.getTools().isEmpty()) {
            needs.put(Ability.TOOLS, "tools");
            body.getTools().forEach(this::tool);
        }
        if (body.getFunctions() != null && !body.getFunctions().isEmpty()) {
            needs.putIfAbsent(Ability.TOOLS, "functions");
            body.getFunctions().forEach(this::function);
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

    String lastOfUser() {
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
        for (String text : texts) {
            if (tokens > enough) {
                break;
            }
            tokens += counter.count(text, (int) (enough - tokens));
        }
        return bounded(tokens);
    }

    private static int bounded(long tokens) {
        return (int) Math.min(tokens, Integer.MAX_VALUE);
    }

    private void message(Message message, int index) {
        fixed += TOKENS_PER_MESSAGE;
        switch (message) {
            case DeveloperMessage developer -> text(developer.getContent());
            case SystemMessage system -> text(system.getContent());
            case UserMessage user -> user(user.getContent(), index);
            case AssistantMessage assistant -> assistant(assistant);
            case ToolMessage tool -> text(tool.getContent());
            case FunctionMessage function -> text(function.getContent());
        }
    }

    private void user(UserContent content, int message) {
        switch (content) {
            case UserContent.Text text -> lastOfUser = text(text.value());
            case UserContent.Parts parts -> {
                for (int i = 0; i < parts.value().size(); i++) {
                    part(parts.value().get(i), message, i);
                }
            }
        }
    }

    private void part(ContentPart part, int message, int index) {
        switch (part) {
            case TextPart text -> lastOfUser = text(text.getText());
            case ImagePart ignored -> {
                needs.putIfAbsent(Ability.VISION, "messages[" + message + "].content[" + index + "].type");
                fixed += TOKENS_PER_IMAGE;
            }
            case AudioPart ignored -> {}
            case FilePart ignored -> {}
        }
    }

    private void assistant(AssistantMessage message) {
        switch (message.getContent()) {
            case null -> {}
            case AssistantContent.Text text -> text(text.value());
            case AssistantContent.Parts parts -> parts.value().forEach(this::part);
        }
        text(message.getRefusal());
        if (message.getToolCalls() != null) {
            message.getToolCalls().forEach(this::call);
        }
        if (message.getFunctionCall() != null) {
            call(message.getFunctionCall());
        }
    }

    private void part(AssistantPart part) {
        switch (part) {
            case TextPart text -> text(text.getText());
            case RefusalPart refusal -> text(refusal.getRefusal());
        }
    }

    private void call(ToolCall call) {
        switch (call) {
            case FunctionToolCall function -> call(function.getFunction());
            case CustomToolCall custom -> {
                text(custom.getCustom().getName());
                text(custom.getCustom().getInput());
            }
        }
    }

    private void call(FunctionCall call) {
        text(call.getName());
        text(call.getArguments());
    }

    private void tool(Tool tool) {
        switch (tool) {
            case FunctionTool function -> function(function.getFunction());
            case CustomTool custom -> {
                text(custom.getCustom().getName());
                text(custom.getCustom().getDescription());
            }
        }
    }

    private void function(FunctionDefinition function) {
        text(function.getName());
        text(function.getDescription());
        text(Objects.toString(function.getParameters(), null));
    }

    private void text(TextContent content) {
        switch (content) {
            case TextContent.Text text -> text(text.value());
            case TextContent.Parts parts -> parts.value().forEach(part -> text(part.getText()));
        }
    }

    private String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        texts.add(text);
        characters += text.length();
        return text;
    }
}

package com.plugsky.chat.rules;

import com.plugsky.contract.model.AssistantContent;
import com.plugsky.contract.model.AssistantMessage;
import com.plugsky.contract.model.DeveloperMessage;
import com.plugsky.contract.model.FunctionMessage;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.SystemMessage;
import com.plugsky.contract.model.TextContent;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search for the word "json", which {@code json_object} wants in a message so that the model knows what is expected. */
final class JsonWord {

    private static final String WORD = "json";

    private JsonWord() {}

    static boolean isIn(List<Message> messages) {
        return messages.stream().anyMatch(JsonWord::isIn);
    }

    private static boolean isIn(Message message) {
        return switch (message) {
            case DeveloperMessage developer -> isIn(developer.getContent());
            case SystemMessage system -> isIn(system.getContent());
            case ToolMessage tool -> isIn(tool.getContent());
            case UserMessage user -> isIn(user.getContent());
            case AssistantMessage assistant -> isIn(assistant.getContent());
            case FunctionMessage function -> isIn(function.getContent());
        };
    }

    private static boolean isIn(TextContent content) {
        return switch (content) {
            case TextContent.Text text -> isIn(text.value().toString());
            case TextContent.Parts parts -> parts.value().stream().anyMatch(part -> isIn(part.getText()));
        };
    }

    private static boolean isIn(UserContent content) {
        return switch (content) {
            case UserContent.Text text -> isIn(text.value().toString());
            case UserContent.Parts parts ->
                parts.value().stream().anyMatch(part -> part instanceof TextPart text && isIn(text.getText()));
        };
    }

    private static boolean isIn(@Nullable AssistantContent content) {
        return switch (content) {
            case AssistantContent.Text text -> isIn(text.value().toString());
            case AssistantContent.Parts parts ->
                parts.value().stream().anyMatch(part -> part instanceof TextPart text && isIn(text.getText()));
            case null -> false;
        };
    }

    private static boolean isIn(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i <= text.length() - WORD.length(); i++) {
            if ((text.charAt(i) | 0x20) == 'j' && text.regionMatches(true, i, WORD, 0, WORD.length())) {
                return true;
            }
        }
        return false;
    }
}

package com.plugsky.token;

import com.plugsky.contract.model.AssistantContent;
import com.plugsky.contract.model.AssistantMessage;
import com.plugsky.contract.model.ContentPart;
import com.plugsky.contract.model.CustomToolCall;
import com.plugsky.contract.model.DeveloperMessage;
import com.plugsky.contract.model.FunctionMessage;
import com.plugsky.contract.model.FunctionToolCall;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.RefusalPart;
import com.plugsky.contract.model.SystemMessage;
import com.plugsky.contract.model.TextContent;
import com.plugsky.contract.model.TextPart;
import com.plugsky.contract.model.ToolCall;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The texts of messages, as a model reads them: content, calls and results; not what is in images or files. */
public final class MessageTexts {

    private MessageTexts() {}

    /** Hands over every text of the message, in order; one whose length alone is asked for may stay undecoded. */
    public static void each(Message message, Consumer<CharSequence> text) {
        switch (message) {
            case DeveloperMessage developer -> content(developer.getContent(), text);
            case SystemMessage system -> content(system.getContent(), text);
            case UserMessage user -> content(user.getContent(), text);
            case ToolMessage tool -> content(tool.getContent(), text);
            case AssistantMessage assistant -> assistant(assistant, text);
            case FunctionMessage function -> {
                text.accept(function.getName());
                given(function.getContent(), text);
            }
        }
    }

    /** The name that the speaker goes by, if the message gives one. */
    static @Nullable String name(Message message) {
        return switch (message) {
            case DeveloperMessage developer -> developer.getName();
            case SystemMessage system -> system.getName();
            case UserMessage user -> user.getName();
            case AssistantMessage assistant -> assistant.getName();
            case ToolMessage tool -> null;
            case FunctionMessage function -> null;
        };
    }

    /** The text of a user message, its parts joined by line breaks. */
    public static String of(UserMessage message) {
        return switch (message.getContent()) {
            case UserContent.Text text -> text.value().toString();
            case UserContent.Parts parts -> {
                var joined = new StringBuilder();
                content(
                        parts,
                        text -> joined.append(joined.isEmpty() ? "" : "\n").append(text));
                yield joined.toString();
            }
        };
    }

    private static void content(TextContent content, Consumer<CharSequence> text) {
        switch (content) {
            case TextContent.Text whole -> text.accept(whole.value());
            case TextContent.Parts parts -> parts.value().forEach(part -> text.accept(part.getText()));
        }
    }

    private static void content(UserContent content, Consumer<CharSequence> text) {
        switch (content) {
            case UserContent.Text whole -> text.accept(whole.value());
            case UserContent.Parts parts -> {
                for (ContentPart part : parts.value()) {
                    if (part instanceof TextPart one) {
                        text.accept(one.getText());
                    }
                }
            }
        }
    }

    private static void assistant(AssistantMessage message, Consumer<CharSequence> text) {
        AssistantContent content = message.getContent();
        if (content instanceof AssistantContent.Text whole) {
            text.accept(whole.value());
        } else if (content instanceof AssistantContent.Parts parts) {
            parts.value()
                    .forEach(part -> text.accept(
                            switch (part) {
                                case TextPart one -> one.getText();
                                case RefusalPart refusal -> refusal.getRefusal();
                            }));
        }
        given(message.getRefusal(), text);
        given(message.getReasoningContent(), text);
        List<ToolCall> calls = message.getToolCalls();
        if (calls != null) {
            calls.forEach(call -> call(call, text));
        }
        if (message.getFunctionCall() != null) {
            text.accept(message.getFunctionCall().getName());
            text.accept(message.getFunctionCall().getArguments());
        }
    }

    private static void call(ToolCall call, Consumer<CharSequence> text) {
        switch (call) {
            case FunctionToolCall function -> {
                text.accept(function.getFunction().getName());
                text.accept(function.getFunction().getArguments());
            }
            case CustomToolCall custom -> {
                text.accept(custom.getCustom().getName());
                text.accept(custom.getCustom().getInput());
            }
        }
    }

    private static void given(@Nullable String value, Consumer<CharSequence> text) {
        if (value != null) {
            text.accept(value);
        }
    }
}

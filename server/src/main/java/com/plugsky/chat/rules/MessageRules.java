package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Place;
import com.plugsky.contract.model.AssistantMessage;
import com.plugsky.contract.model.CustomToolCall;
import com.plugsky.contract.model.FunctionToolCall;
import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.ToolCall;
import com.plugsky.contract.model.ToolMessage;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules on the order of messages: a call is answered right after it, once, and nothing else is answered. */
final class MessageRules {

    private static final Place MESSAGES = Place.ROOT.member("messages");

    void check(List<Message> messages) {
        Calls open = null;
        for (int i = 0; i < messages.size(); i++) {
            switch (messages.get(i)) {
                case ToolMessage answer -> answered(open, answer, i);
                case AssistantMessage assistant -> {
                    allAnswered(open, MESSAGES.item(i).member("role"));
                    saysSomething(assistant, i);
                    open = Calls.of(assistant.getToolCalls(), i);
                }
                default -> {
                    if (open != null) {
                        allAnswered(open, MESSAGES.item(i).member("role"));
                        open = null;
                    }
                }
            }
        }
        allAnswered(open, null);
    }

    private static void saysSomething(AssistantMessage message, int index) {
        if (message.getContent() == null
                && message.getToolCalls() == null
                && message.getFunctionCall() == null
                && message.getRefusal() == null
                && message.getAudio() == null) {
            throw Broken.value(
                    ErrorCode.MISSING_REQUIRED_PARAMETER,
                    MESSAGES.item(index).member("content"),
                    "missing",
                    "string or array, unless there are tool_calls, function_call, refusal or audio");
        }
    }

    private static void answered(@Nullable Calls open, ToolMessage answer, int index) {
        Place message = MESSAGES.item(index);
        if (open == null) {
            throw Broken.value(message.member("role"), "'tool'", "only after an assistant message with tool_calls");
        }
        String id = answer.getToolCallId();
        if (!open.places().containsKey(id)) {
            String known = MESSAGES.item(open.message()) + ".tool_calls";
            throw Broken.value(message.member("tool_call_id"), Broken.quoted(id), "the id of one of " + known);
        }
        if (open.places().put(id, ANSWERED) == ANSWERED) {
            throw Broken.value(
                    message.member("tool_call_id"), Broken.quoted(id), "the id of a call that has no answer yet");
        }
    }

    private static final Place ANSWERED = Place.ROOT;

    /** @param found what stands where the answer was expected; null: the conversation ends there */
    private static void allAnswered(@Nullable Calls open, @Nullable Place found) {
        if (open == null) {
            return;
        }
        open.places().forEach((id, place) -> {
            if (place != ANSWERED) {
                throw Broken.at(
                        ErrorCode.INVALID_VALUE,
                        found == null ? place : found,
                        place + ": no tool message answers " + Broken.quoted(id)
                                + " (expected: one right after the assistant message)");
            }
        });
    }

    /**
     * The calls of one assistant message.
     *
     * @param message its index
     * @param places by id, where the call stands; {@link #ANSWERED} once it is answered
     */
    private record Calls(int message, Map<String, Place> places) {

        static @Nullable Calls of(@Nullable List<ToolCall> calls, int message) {
            if (calls == null) {
                return null;
            }
            var places = new LinkedHashMap<String, Place>();
            for (int i = 0; i < calls.size(); i++) {
                Place place = MESSAGES.item(message).member("tool_calls").item(i);
                String id = id(calls.get(i));
                if (places.put(id, place) != null) {
                    throw twice(place, id);
                }
            }
            return new Calls(message, places);
        }

        private static Refusal twice(Place place, String id) {
            return Broken.value(place.member("id"), Broken.quoted(id), "an id that no other call of the message has");
        }

        private static String id(ToolCall call) {
            return switch (call) {
                case FunctionToolCall function -> function.getId();
                case CustomToolCall custom -> custom.getId();
            };
        }
    }
}

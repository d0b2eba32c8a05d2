package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Place;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.JsonObjectFormat;
import com.plugsky.contract.model.JsonSchemaFormat;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.CallerSchemas;
import java.util.Map;

/**
 * All rules across the members of a request, in the order in which they are looked at.
 *
 * <p>They need no fleet and no model. Safe for use by many threads.
 */
public final class ChatRules {

    private final boolean rejectUnknown;
    private final MessageRules messages = new MessageRules();
    private final ToolRules tools;
    private final SchemaRules schemas;

    /**
     * @param rejectUnknown whether a top-level member that the contract does not name is refused
     */
    public ChatRules(CallerSchemas schemas, boolean rejectUnknown) {
        this.rejectUnknown = rejectUnknown;
        this.schemas = new SchemaRules(schemas);
        this.tools = new ToolRules(this.schemas);
    }

    /**
     * Checks a request whose members have the right types and sizes.
     *
     * @throws Refusal the first rule that is broken
     */
    public void check(ChatCompletionRequest request) {
        unknownMembers(request);
        OptionRules.check(request);
        messages.check(request.getMessages());
        tools.check(request);
        responseFormat(request);
    }

    private void unknownMembers(ChatCompletionRequest request) {
        Map<String, Object> unknown = request.getAdditionalProperties();
        if (rejectUnknown && unknown != null && !unknown.isEmpty()) {
            Place place = Place.ROOT.member(
                    unknown.keySet().stream().min(String::compareTo).orElseThrow());
            throw Broken.value(ErrorCode.UNKNOWN_PARAMETER, place, "unknown", "no member of this name");
        }
    }

    private void responseFormat(ChatCompletionRequest request) {
        Place place = Place.ROOT.member("response_format");
        switch (request.getResponseFormat()) {
            case JsonObjectFormat ignored -> {
                if (!JsonWord.isIn(request.getMessages())) {
                    throw Broken.at(
                            ErrorCode.INVALID_VALUE,
                            Place.ROOT.member("messages"),
                            "messages: no message holds the word 'json' (expected with response_format json_object)");
                }
            }
            case JsonSchemaFormat format ->
                schemas.answer(
                        format.getJsonSchema().getSchema(),
                        place.member("json_schema").member("schema"));
            case null, default -> {}
        }
    }
}

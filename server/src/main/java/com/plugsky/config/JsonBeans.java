package com.plugsky.config;

import com.plugsky.chat.rules.ChatRules;
import com.plugsky.config.ContractSettings.UnknownFields;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The readers and checks of what callers send, made with the limits that are set. */
@Configuration(proxyBeanMethods = false)
public class JsonBeans {

    /** The reader of chat requests. */
    @Bean
    public static StrictJson strictJson(LimitSettings limits) {
        return StrictJson.of(
                ChatCompletionRequest.class,
                new JsonLimits(
                        (int) Math.min(limits.body().toBytes(), Integer.MAX_VALUE),
                        limits.jsonDepth(),
                        limits.jsonNumber(),
                        limits.jsonName()));
    }

    /** The check of callers' JSON Schemas, and its memory. */
    @Bean
    public static CallerSchemas callerSchemas(StrictJson json, LimitSettings limits) {
        return new CallerSchemas(
                json,
                new SchemaLimits(
                        limits.schemaDepth(), limits.schemaMembers(), limits.schemaSteps(), limits.regexSteps()));
    }

    /** The rules across members. */
    @Bean
    public static ChatRules chatRules(CallerSchemas schemas, ContractSettings contract) {
        return new ChatRules(schemas, contract.unknownFields() == UnknownFields.REJECT);
    }
}

package com.plugsky.chat.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OptionRulesTest {

    /** The generator leaves the bounds on the entries of maps out; the contract stays the place where they are written. */
    @Test
    void hasTheBoundsOfTheContract() throws IOException {
        JsonNode schemas;
        try (var contract = OptionRulesTest.class.getResourceAsStream("/openapi.yaml")) {
            schemas = new YAMLMapper().readTree(contract).at("/components/schemas");
        }
        assertThat(schemas.at("/MetadataKey/maxLength").asInt()).isEqualTo(OptionRules.METADATA_KEY);
        assertThat(schemas.at("/MetadataValue/maxLength").asInt()).isEqualTo(OptionRules.METADATA_VALUE);
        assertThat(schemas.at("/Bias/maximum").asInt()).isEqualTo(OptionRules.BIAS);
        assertThat(schemas.at("/Bias/minimum").asInt()).isEqualTo(-OptionRules.BIAS);
        assertThat(schemas.at("/TokenId/pattern").asString()).isEqualTo("^[0-9]{1," + OptionRules.TOKEN_DIGITS + "}$");
    }
}

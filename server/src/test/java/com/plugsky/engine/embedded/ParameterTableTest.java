package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.IgnoredHeader;
import com.plugsky.fleet.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'n':1,'seed':1,'stop':'a','stream':true |
                    'temperature':1,'top_p':1,'presence_penalty':1,'frequency_penalty':1,'logit_bias':{} |
                    'logprobs':true,'top_logprobs':2 |
                    'max_tokens':1 |
                    'max_tokens':1,'max_completion_tokens':1 | max_tokens
                    'top_k':1,'user':'a','store':true,'metadata':{} | top_k,store,metadata
                    'store':null |
                    'functions':[{'name':'f'}],'function_call':'auto' |
                    'functions':[{'name':'f'}],'tools':[],'function_call':'auto' |
                    'functions':[{'name':'f'}],'tools':[{'type':'custom','custom':{'name':'c'}}],'function_call':'auto' | functions,function_call
                    'bad:name':1,'x':1 | x,+1
                    'bad:name':1 | +1
                    'reasoning_effort':'low' | reasoning_effort
                    """)
    void namesWhatHasNoEffect(String members, String header) {
        assertThat(header(members, Asked.BLIND)).isEqualTo(header == null ? "" : header);
    }

    @Test
    void knowsThatReasoningActsOnModelsThatReason() {
        assertThat(header("'reasoning_effort':'low'", Asked.THINKING)).isEmpty();
    }

    @Test
    void namesAtMostThirtyTwo() {
        var members = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            members.append("'x").append(i).append("':1,");
        }
        String header = header(members + "'" + "y".repeat(65) + "':1", Asked.BLIND);
        assertThat(header.split(",")).hasSize(33);
        assertThat(header).endsWith(",x31,+9");
    }

    private static String header(String members, Model model) {
        return IgnoredHeader.value(ParameterTable.ignored(Asked.request(Asked.body("Hi", members)), model));
    }
}

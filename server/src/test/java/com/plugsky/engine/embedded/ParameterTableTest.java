package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model messages n seed stop stream |
                    model temperature top_p messages | temperature,top_p
                    max_tokens |
                    max_tokens max_completion_tokens | max_tokens
                    top_k logprobs user | top_k,logprobs
                    functions function_call |
                    functions tools function_call | functions,function_call
                    bad:name x | x,+1
                    bad:name | +1
                    """)
    void namesWhatHasNoEffect(String present, String header) {
        Set<String> names = new LinkedHashSet<>(List.of(present.split(" ")));
        assertThat(ParameterTable.header(ParameterTable.ignored(names, names.contains("tools"))))
                .isEqualTo(header == null ? "" : header);
    }

    @Test
    void namesAtMostThirtyTwo() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < 40; i++) {
            names.add("x" + i);
        }
        names.add(String.join("", Collections.nCopies(65, "y")));
        String header = ParameterTable.header(ParameterTable.ignored(names, names.contains("tools")));
        assertThat(header.split(",")).hasSize(33);
        assertThat(header).endsWith(",x31,+9");
    }
}

package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.embedded.schema.pattern.PatternTexts;
import com.plugsky.engine.embedded.schema.pattern.PatternTexts.Demand;
import com.plugsky.engine.embedded.schema.pattern.Picker;
import com.plugsky.json.CallerSchema;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is made for a format keeps it by the word of the validator. */
class FormatsTest {

    static Stream<String> formats() {
        return Formats.names().stream();
    }

    static Stream<String> formatsWithPattern() {
        return Formats.withPattern().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void examplesKeepTheFormat(String format) {
        CallerSchema schema = Caller.quoted("{'format':'" + format + "'}");
        assertThat(Formats.examples(format))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(schema.violation(JsonNodeFactory.instance.stringNode(example)))
                        .isNull());
    }

    @ParameterizedTest
    @MethodSource("formatsWithPattern")
    void textsOfThePatternKeepTheFormat(String format) {
        CallerSchema schema = Caller.quoted("{'format':'" + format + "'}");
        String pattern = Objects.requireNonNull(Formats.pattern(format));
        var own = java.util.regex.Pattern.compile(pattern);
        var texts = new PatternTexts();
        int found = 0;
        for (int i = 0; i < 200; i++) {
            var demand = new Demand(List.of(pattern), List.of(), i % 40, 60);
            String text = texts.find(
                            demand,
                            new Picker(i),
                            one -> one.length() >= demand.shortest()
                                    && one.length() <= 60
                                    && own.matcher(one).find())
                    .text();
            if (text != null) {
                found++;
                assertThat(schema.violation(JsonNodeFactory.instance.stringNode(text)))
                        .as(text)
                        .isNull();
            }
        }
        assertThat(found).isPositive();
    }
}

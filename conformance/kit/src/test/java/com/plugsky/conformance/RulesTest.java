package com.plugsky.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final List<Rule> ALL = Rules.all();

    @ParameterizedTest
    @CsvSource({
        "REQ,31", "RES,16", "STR,25", "TOO,20", "JSO,10", "VIS,8", "ERR,14", "AUT,8", "HDR,10", "MOD,6", "FUS,16",
        "TRB,10", "GWY,12"
    })
    void hasEveryRuleOfTheCatalogueOnce(String group, int count) {
        List<String> ids = ALL.stream()
                .filter(rule -> rule.group().equals(group))
                .map(Rule::id)
                .toList();

        assertThat(ids).hasSize(count).doesNotHaveDuplicates();
        assertThat(ids.getFirst()).isEqualTo(group + "-01");
        assertThat(ids.getLast()).isEqualTo("%s-%02d".formatted(group, count));
    }

    @Test
    void asksForFusionOnlyWhereItIsOffered() {
        assertThat(ALL.stream().filter(rule -> rule.group().equals("FUS")))
                .allSatisfy(rule -> assertThat(rule.profiles()).containsExactly(Profile.PLUGSKY));
    }

    @Test
    void saysInEachTextWhatHolds() {
        assertThat(ALL).allSatisfy(rule -> assertThat(rule.text()).isNotBlank().doesNotEndWith("."));
    }

    /** In the same order, so that a file of two hundred of them can be read beside the rules. */
    @Test
    void saysWhyEachIsThereAndWhoSaysSo() {
        assertThat(Reason.rules())
                .containsExactlyElementsOf(ALL.stream().map(Rule::id).toList());
        assertThat(ALL).allSatisfy(rule -> {
            assertThat(rule.reason().why()).endsWith(".").hasSizeBetween(40, 160);
            assertThat(rule.reason().sources()).isNotEmpty().doesNotHaveDuplicates();
        });
        assertThat(ALL.stream().map(rule -> rule.reason().why())).doesNotHaveDuplicates();
    }

    @Test
    void namesThoseWhoWereHurtAmongTheSources() {
        assertThat(Reason.of("ERR-12").sources()).contains("vllm-project/vllm#12886");
        assertThat(Reason.of("NOT-01")).isEqualTo(new Reason("", List.of()));
    }
}

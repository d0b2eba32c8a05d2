package com.plugsky.engine.embedded.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.embedded.schema.pattern.PatternTexts.Demand;
import com.plugsky.engine.embedded.schema.pattern.PatternTexts.Found;
import com.plugsky.json.CallerPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTextsTest {

    private static final int STEPS = 1_000_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                // patterns that are kept, apart by blanks ¦ those that are not ¦ lengths
                "^[a-z]+$ ¦ ¦ 1 ¦ 99",
                "^a b$ ¦ ¦ 5 ¦ 5",
                "^(?=.*\\d)(?=.*[A-Z]).{4}$ ¦ ^[A-Z] ¦ 0 ¦ 99",
                "^x* ^.{4,6}$ ¦ x ¦ 0 ¦ 5",
                "(foo|bar)$ ^b ¦ foo ¦ 4 ¦ 9",
                "^[^a-z]*$ \\S ¦ [0-9] ¦ 1 ¦ 3",
                "^(ab?c){2,}$ abcac ¦ ^ac ¦ 0 ¦ 99",
                "^(?!.*--)[a-z-]+$ - ¦ ¦ 3 ¦ 3",
                "^(0|1(01*0)*1)+$ ¦ ^0 ¦ 9 ¦ 11",
                "^(a|b|)c?$ ¦ c ¦ 0 ¦ 99",
                "(^|,)x(,|$) ^.{5}$ ¦ ^x x$ ¦ 0 ¦ 99",
                "^.$ ¦ [a-zA-Z0-9] [\\x20-/] [:-~] ¦ 0 ¦ 99",
                "^\\u{1F600}+$ ¦ ¦ 3 ¦ 3",
                "^(.)\\1\\1$ ¦ ¦ 3 ¦ 3",
                "^[a-z]{300}[0-9]{300}$ ¦ ¦ 0 ¦ 999",
                "^.*end$ ¦ ¦ 5000 ¦ 5000",
                "a.{3}b.{3}c ¦ ^a c$ ¦ 0 ¦ 99"
            })
    void findsATextThatKeepsAll(String wanted, String refused, int shortest, int longest) {
        Found found = find(new Demand(words(wanted), words(refused), shortest, longest), 7);
        assertThat(found.text()).isNotNull();
        assertThat(found.impossible()).isFalse();
        assertThat(find(new Demand(words(wanted), words(refused), shortest, longest), 7)
                        .text())
                .isEqualTo(found.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "^a ^b ¦ ¦ 0 ¦ 99",
                "^a$ ¦ ¦ 2 ¦ 99",
                "^[ab]+$ ¦ a b ¦ 0 ¦ 99",
                "^(ab)+$ ¦ ¦ 3 ¦ 3",
                "^.{3,}$ ¦ ^.. ¦ 0 ¦ 99",
                "^(?=b)a ¦ ¦ 0 ¦ 99",
                "^(?!a)a$ ¦ ¦ 0 ¦ 99",
                "$x ¦ ¦ 0 ¦ 99",
                "^[^\\s\\S]$ ¦ ¦ 0 ¦ 99",
                "^(aa|aaaa)+$ ^(aaa)+$ ¦ ^(a{6})+$ ¦ 0 ¦ 9999"
            })
    void knowsThatThereIsNone(String wanted, String refused, int shortest, int longest) {
        Found found = find(new Demand(words(wanted), words(refused), shortest, longest), 7);
        assertThat(found.text()).isNull();
        assertThat(found.impossible()).isTrue();
    }

    @Test
    void findsEachOfTheTextsThatThereAre() {
        Set<String> texts = new LinkedHashSet<>();
        var demand = new Demand(List.of("^[ab][01][xy]$"), List.of(), 0, 9);
        for (int i = 0; i < 8; i++) {
            texts.add(new PatternTexts()
                    .find(demand, new Picker(1), text -> keeps(demand, text) && !texts.contains(text))
                    .text());
        }
        assertThat(texts).hasSize(8).doesNotContainNull();
    }

    @Test
    void givesUpWhatTakesTooManyStates() {
        Found found = find(new Demand(List.of("^[abc]{90}$", "a"), List.of("a[abc]{40}b", "c"), 0, 99), 1);
        assertThat(found.impossible()).isFalse();
    }

    private static Found find(Demand demand, long seed) {
        Found found = new PatternTexts().find(demand, new Picker(seed), text -> keeps(demand, text));
        assertThat(found.text() == null || keeps(demand, found.text())).isTrue();
        return found;
    }

    private static boolean keeps(Demand demand, String text) {
        int length = text.codePointCount(0, text.length());
        return length >= demand.shortest()
                && length <= demand.longest()
                && demand.patterns().stream()
                        .allMatch(
                                pattern -> CallerPattern.compile(pattern, STEPS).find(text))
                && demand.refused().stream()
                        .noneMatch(
                                pattern -> CallerPattern.compile(pattern, STEPS).find(text));
    }

    private static List<String> words(String patterns) {
        return patterns == null
                ? List.of()
                : Stream.of(patterns.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}

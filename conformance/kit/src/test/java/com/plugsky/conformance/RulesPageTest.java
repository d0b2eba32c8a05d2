package com.plugsky.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of rules says what the rules are. */
class RulesPageTest {
    private static final Path PAGE = Path.of("../../docs/reference/rules.md");
    private static final String BEGIN = """
            # Rules

            What `plugsky-conformance` holds a server to: %d rules, %d of them MUST. `grade --explain ID` says the same of one. Where no profile is named all
            three ask for it. [Which mutant of a server shows that a rule notices its breach](mutants.md).
            """;

    /** {@code -Dplugsky.docs=write} writes the page instead. */
    @Test
    void listsEachRuleWithItsReason() throws IOException {
        String page = page(Rules.all());
        if ("write".equals(System.getProperty("plugsky.docs"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page(List<Rule> rules) {
        long musts = rules.stream().filter(rule -> rule.level() == Level.MUST).count();
        StringBuilder page = new StringBuilder(BEGIN.formatted(rules.size(), musts));
        for (String group : Rules.groups()) {
            page.append("\n## %s: %s\n".formatted(group, Rules.title(group)));
            page.append("| rule | | what holds | why | sources |\n|---|---|---|---|---|\n");
            rules.stream()
                    .filter(rule -> rule.group().equals(group))
                    .map(RulesPageTest::row)
                    .forEach(page::append);
        }
        return page.toString();
    }

    private static String row(Rule rule) {
        String level = rule.level().name();
        if (!rule.profiles().equals(Profile.ALL)) {
            level += " (%s)"
                    .formatted(
                            rule.profiles().stream().sorted().map(Profile::word).collect(Collectors.joining(", ")));
        }
        String sources = Reason.linked(
                String.join(", ", rule.reason().sources()), (thread, address) -> "[" + thread + "](" + address + ")");
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(rule.id(), level, rule.text(), rule.reason().why(), sources);
    }
}

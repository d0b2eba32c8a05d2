package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract breaks no caller of the released one, and the gate that says so sees a break that was made on purpose. */
class BreakingChangesTest {
    @TempDir
    private Path folder;

    @Test
    void theContractBreaksNoCallerOfTheReleasedOne() {
        assertThat(BreakingChanges.since(BreakingChanges.lastReleased(), Gate.contract()))
                .as("raise info.version in its major, or take the break back")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                request-property-removed            | "        n: {description: How many answers"                | "        answers: {description: How many answers"
                response-optional-property-removed  | "        usage: {description: What the answer took., $ref: '#/components/schemas/Usage'}\n" | ""
                request-property-enum-value-removed | "is meant to be., type: string, enum: [low, medium, high]}" | "is meant to be., type: string, enum: [low, high]}"
                request-property-became-required    | "required: [model, messages]"                             | "required: [model, messages, user]"
                new-required-request-property       | "      required: [model, messages]\n      additionalProperties: true\n      properties:\n" | "      required: [model, messages, plan]\n      additionalProperties: true\n      properties:\n        plan: {description: New., type: string, maxLength: 9}\n"
                request-property-max-decreased      | "minimum: 1, maximum: 128, examples: [2]}"                | "minimum: 1, maximum: 64, examples: [2]}"
                api-path-removed                    | "  /v1/plugsky/requests:\n    get:"                       | "  /v1/plugsky/log:\n    get:"
                optional-response-header-removed    | "        x-plugsky-rule: {$ref: '#/components/headers/FiredRule'}\n" | ""
                """)
    void aBreakIsFound(String id, String text, String instead) throws IOException {
        Path released = Gate.contract();
        Path broken = changed(text.translateEscapes(), instead == null ? "" : instead.translateEscapes());
        assertThat(BreakingChanges.since(released, broken)).anyMatch(found -> found.startsWith(id));
    }

    @Test
    void aBreakPassesWithAHigherMajor() throws IOException {
        Path broken = changed("required: [model, messages]", "required: [model, messages, user]");
        Files.writeString(broken, Files.readString(broken).replaceFirst("(?m)^  version: .*$", "  version: 1000.0.0"));
        assertThat(BreakingChanges.since(Gate.contract(), broken)).isEmpty();
    }

    @Test
    void aHigherMinorIsNotEnough() throws IOException {
        Path broken = changed("required: [model, messages]", "required: [model, messages, user]");
        Files.writeString(
                broken, Files.readString(broken).replaceFirst("(?m)^  version: (\\d+).*$", "  version: $1.999.0"));
        assertThat(BreakingChanges.since(Gate.contract(), broken)).isNotEmpty();
    }

    @Test
    void aNewOptionalMemberIsNoBreak() throws IOException {
        String member =
                "        top_k: {description: A new member., type: [integer, 'null'], minimum: 0, maximum: 100}\n";
        Path grown = changed("        n: {", member + "        n: {");
        assertThat(BreakingChanges.since(Gate.contract(), grown)).isEmpty();
    }

    @Test
    void aNewOperationIsNoBreak() throws IOException {
        String item = "  /v1/plugsky/log:\n    $ref: '#/paths/~1v1~1plugsky~1requests'\n";
        Path grown = changed("  /v1/plugsky/requests:\n", item + "  /v1/plugsky/requests:\n");
        assertThat(BreakingChanges.since(Gate.contract(), grown)).isEmpty();
    }

    private Path changed(String text, String instead) throws IOException {
        String contract = Files.readString(Gate.contract());
        assertThat(contract.contains(text)).as("the contract has: " + text).isTrue();
        Path file = folder.resolve("changed.yaml");
        return Files.writeString(file, contract.replace(text, instead));
    }
}

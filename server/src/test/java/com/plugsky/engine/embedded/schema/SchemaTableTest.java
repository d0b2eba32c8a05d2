package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.SchemaFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The table of schemas: for each row either a valid value, or a refusal that names the place. */
class SchemaTableTest {

    private static final String MADE = "made";

    record Row(String expected, String schema) {}

    static Stream<Row> made() throws IOException {
        return rows().stream().filter(row -> row.expected().equals(MADE));
    }

    static Stream<Row> refused() throws IOException {
        return rows().stream().filter(row -> !row.expected().equals(MADE));
    }

    @ParameterizedTest
    @MethodSource("made")
    void makesAValidValueThatOnlyTheSeedChanges(Row row) throws Unsatisfiable {
        CallerSchema schema = Caller.schema(row.schema());
        for (long seed : new long[] {0, 1, -5, 123_456_789}) {
            JsonNode value = new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed);
            assertThat(schema.violation(value)).as("%s", value).isNull();
            assertThat(new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithThePlaceInTheSchema(Row row) {
        String place = row.expected().equals("/") ? "" : row.expected();
        Throwable refusal =
                catchThrowable(() -> new InstanceMaker(Caller.schema(row.schema()), SchemaBounds.DEFAULTS).make(1));
        assertThat(refusal).isInstanceOfAny(Unsatisfiable.class, SchemaFault.class);
        assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(300).doesNotContain("Exception");
        assertThat(refusal instanceof SchemaFault fault ? fault.pointer() : ((Unsatisfiable) refusal).path())
                .as(refusal.getMessage())
                .isEqualTo(place);
    }

    @Test
    void hasRowsOfBothKinds() throws IOException {
        assertThat(made()).hasSizeGreaterThan(100);
        assertThat(refused()).hasSizeGreaterThan(60);
    }

    private static List<Row> rows() throws IOException {
        try (InputStream table =
                Objects.requireNonNull(SchemaTableTest.class.getResourceAsStream("schema-table.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Row(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)))
                    .toList();
        }
    }
}

package com.plugsky.config;

import com.plugsky.error.Envelope;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The page docs/reference/settings.md, made from the settings records. */
final class SettingsPage {

    private static final String HEAD = """
            # Settings

            Made from the records in `com.plugsky.config`; a test holds this page current.

            A flag of `serve` wins over the environment, the environment over the file of `--config`, the file over the default. A flag without a
            name of its own is given as `--set limits.body=1MB`. In a file a dot is a level:
            ```yaml
            plugsky:
              limits:
                body: 1MB
            ```
            A name that is not on this page, in a file or a flag, stops the start; so does a value out of its range.
            """;

    private SettingsPage() {}

    /** One setting; an empty {@code fallback} means that there is no default. */
    record Row(String name, String type, String fallback, String range, String what) {

        private String line() {
            return "| `%s` | %s | %s | %s | %s |"
                    .formatted(name, type, fallback.isEmpty() ? "none" : "`" + fallback + "`", range, what);
        }

        /** The name of the variable: dots become underscores, dashes go. */
        private String variable() {
            return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    static Stream<Row> rows() {
        return Arrays.stream(Settings.class.getRecordComponents()).flatMap(SettingsPage::rows);
    }

    static String text() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            lines.add("## `plugsky." + group.getName() + "`");
            lines.add("| name | type | default | range | what |");
            lines.add("|---|---|---|---|---|");
            rows(group).map(Row::line).forEach(lines::add);
            lines.add("");
        }
        lines.add("## Fixed bounds");
        lines.add("An error body has at most %d KiB; a fleet file at most 1 MiB, 1,000 models and 1,000 workspaces."
                .formatted(Envelope.MAX_BYTES / 1024));
        lines.add("");
        lines.add("## The Java virtual machine");
        lines.add(
                "`make run` starts it with `-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms320m -Xmn200m`, measured best on a small machine.");
        lines.add("With `java -jar` give them on the command line, or to every start in `JAVA_TOOL_OPTIONS`.");
        lines.add("");
        lines.add("## In the environment");
        lines.add(
                "`PLUGSKY_API_KEYS`: keys in plain, separated by commas, for development. Each setting has a variable:");
        lines.add(rows().map(row -> "`" + row.variable() + "`").collect(Collectors.joining(",\n", "", ".")));
        return String.join("\n", lines) + "\n";
    }

    private static Stream<Row> rows(RecordComponent group) {
        return Arrays.stream(group.getType().getRecordComponents())
                .map(field -> row(Settings.PREFIX + "." + group.getName(), field));
    }

    private static Row row(String prefix, RecordComponent field) {
        Setting setting = field.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(field + " has no @Setting");
        }
        DefaultValue fallback = fallback(field);
        String range = setting.min().isEmpty() ? "" : setting.min() + " to " + setting.max();
        return new Row(
                Ranges.name(prefix, field),
                type(field.getType()),
                fallback == null ? "" : String.join(",", fallback.value()),
                range,
                setting.value());
    }

    /** The annotation stands on the constructor's parameter of the same name. */
    private static @Nullable DefaultValue fallback(RecordComponent field) {
        return Arrays.stream(
                        field.getDeclaringRecord().getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(field.getName()))
                .findFirst()
                .orElseThrow()
                .getAnnotation(DefaultValue.class);
    }

    private static String type(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int" -> "whole number";
            case "boolean" -> "true or false";
            case "String" -> "text";
            case "Path" -> "file";
            case "URI" -> "address";
            case "Duration" -> "time";
            case "DataSize" -> "size";
            case String other -> throw new IllegalStateException("no name for the type " + other);
        };
    }
}

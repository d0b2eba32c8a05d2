package com.plugsky.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** The check of a settings record against the ranges of its {@link Setting} annotations. */
final class Ranges {

    private Ranges() {}

    /**
     * Looks at every field.
     *
     * @throws IllegalArgumentException the first value out of range, with its name and what was expected
     */
    static void check(String prefix, Record settings) {
        for (RecordComponent field : settings.getClass().getRecordComponents()) {
            Setting setting = field.getAnnotation(Setting.class);
            if (setting != null) {
                check(name(prefix, field), value(settings, field), setting);
            }
        }
    }

    /** The name of a field in a settings file: {@code jsonDepth} is {@code json-depth}. */
    static String name(String prefix, RecordComponent field) {
        return prefix + "." + field.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void check(String name, @Nullable Object value, Setting setting) {
        if (value == null || setting.min().isEmpty()) {
            return;
        }
        if (compare(value, setting.min()) < 0 || compare(value, setting.max()) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + written(value) + " (expected: " + setting.min() + " to " + setting.max() + ")");
        }
    }

    private static int compare(Object value, String bound) {
        return switch (value) {
            case Integer number -> number.compareTo(Integer.valueOf(bound));
            case Duration time -> time.compareTo(DurationStyle.detectAndParse(bound));
            case DataSize size -> size.compareTo(DataSize.parse(bound));
            default -> throw new IllegalStateException("no order for " + value.getClass());
        };
    }

    private static String written(Object value) {
        return value instanceof Duration time ? DurationStyle.SIMPLE.print(time) : value.toString();
    }

    private static @Nullable Object value(Record settings, RecordComponent field) {
        try {
            return field.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

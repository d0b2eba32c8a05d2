package com.plugsky.cli;

import com.plugsky.error.Refusal;
import com.plugsky.fleet.FleetFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;

/**
 * What the one who runs a command is told of its failure, in words of the one who runs it.
 *
 * @param lines a line each
 * @param unexpected whether it is a fault of ours, so that a stack trace helps
 */
record Failure(List<String> lines, boolean unexpected) {

    static Failure of(Throwable failure) {
        List<Throwable> causes = causes(failure);
        List<String> told = List.of();
        for (Throwable cause : causes.reversed()) {
            List<String> lines = known(cause);
            if (told.isEmpty() || saysMore(lines, told)) {
                told = lines;
            }
        }
        return told.isEmpty() ? new Failure(List.of("failed: " + causes.getLast()), true) : new Failure(told, false);
    }

    /** Whether an outer cause repeats what an inner one says, as where the setting is named whose value is wrong. */
    private static boolean saysMore(List<String> outer, List<String> inner) {
        return outer.size() == 1 && inner.size() == 1 && outer.getFirst().endsWith(inner.getFirst());
    }

    /** From the outermost to the root. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static List<String> known(Throwable cause) {
        return switch (cause) {
            case FleetFault fault -> fault.faults();
            case Refusal refusal -> List.of(refusal.error().message());
            case PortInUseException taken ->
                List.of("port " + taken.getPort() + " is taken (expected: a free one, such as --port 0)");
            case UnboundConfigurationPropertiesException unknown ->
                unknown.getUnboundProperties().stream()
                        .map(property -> property.getName() + ": unknown setting" + origin(property))
                        .toList();
            case BindException wrong when wrong.getProperty() != null -> List.of(wrong(wrong, wrong.getProperty()));
            case IllegalArgumentException wrong when ours(wrong) -> List.of(message(wrong));
            case IllegalStateException wrong when ours(wrong) -> List.of(message(wrong));
            case IOException unread when ours(unread) -> List.of(message(unread));
            default -> List.of();
        };
    }

    /** A message that one of our classes wrote for people. */
    private static boolean ours(Exception failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("com.plugsky.");
    }

    private static String wrong(BindException wrong, ConfigurationProperty property) {
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        return wrong.getName() + ": " + property.getValue() + " (expected: " + expected(type) + ")" + origin(property);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()).stream()
                    .map(value -> value.toString().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> "a whole number";
            case "Duration" -> "a time such as 15s";
            case "DataSize" -> "a size such as 32MB";
            case String other -> "a " + other.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static String origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "" : " [" + property.getOrigin() + "]";
    }

    private static String message(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}

package com.plugsky.fleet;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a fleet file, read field by field.
 *
 * <p>A fault is noted and reading goes on with a value that fits, so that one run finds all of them; what was read is of
 * use only if no fault was noted.
 */
final class Fields {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    private static final Pattern TIME = Pattern.compile("(0|[1-9][0-9]{0,8})(us|ms|s|m)");
    private static final Set<String> FLAGS = Set.of("true", "false");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,9})");

    private final MappingNode node;
    private final String path;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Fields(MappingNode node, String path, Faults faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    /** The fields of a mapping; null, and a fault, if the node is no mapping. Other keys than the known are faults. */
    static @Nullable Fields of(Node node, String path, Set<String> known, Faults faults) {
        if (!(node instanceof MappingNode mapping)) {
            faults.add(node, path.isEmpty() ? "the file" : path, shown(node), "a mapping");
            return null;
        }
        var fields = new Fields(mapping, path, faults);
        for (NodeTuple tuple : mapping.getValue()) {
            String key = shown(tuple.getKeyNode());
            if (!known.contains(key)) {
                faults.add(
                        tuple.getKeyNode(),
                        fields.at(key),
                        "unknown key",
                        "one of " + String.join(", ", known.stream().sorted().toList()));
            } else if (fields.values.putIfAbsent(key, tuple.getValueNode()) != null) {
                faults.say(tuple.getKeyNode(), fields.at(key) + ": given twice");
            }
        }
        return fields;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The path of a field, for fault texts. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Node get(String key) {
        return values.getOrDefault(key, node);
    }

    /** A text; empty, and a fault, if it is missing or does not match. */
    String text(String key, Pattern pattern, String expected) {
        Node value = required(key, expected);
        return value == null ? "" : text(value, at(key), pattern, expected);
    }

    /** A number with a fraction, if the field is there; else the default. */
    BigDecimal number(String key, BigDecimal max, @Nullable BigDecimal absent) {
        String expected = "a number from 0 to " + max.toPlainString();
        Node value = absent == null ? required(key, expected) : values.get(key);
        if (value == null) {
            return absent == null ? BigDecimal.ZERO : absent;
        }
        if (isScalar(value, Tag.INT, Tag.FLOAT) && NUMBER.matcher(shown(value)).matches()) {
            var number = new BigDecimal(shown(value));
            if (number.signum() >= 0 && number.compareTo(max) <= 0) {
                return number;
            }
        }
        faults.add(value, at(key), shown(value), expected);
        return BigDecimal.ZERO;
    }

    /** A whole number of at least 1. */
    int count(String key, int max) {
        String expected = "a whole number from 1 to " + max;
        Node value = required(key, expected);
        if (value == null) {
            return 1;
        }
        if (isScalar(value, Tag.INT) && WHOLE.matcher(shown(value)).matches()) {
            long number = Long.parseLong(shown(value));
            if (number >= 1 && number <= max) {
                return (int) number;
            }
        }
        faults.add(value, at(key), shown(value), expected);
        return 1;
    }

    /** One of a few words; the first, and a fault, if it is another. */
    <T> T choice(String key, Map<String, T> choices) {
        String expected = String.join(" or ", choices.keySet());
        Node value = required(key, expected);
        return value == null ? choices.values().iterator().next() : choice(value, at(key), choices, faults);
    }

    static <T> T choice(Node value, String path, Map<String, T> choices, Faults faults) {
        T chosen = isScalar(value, Tag.STR) ? choices.get(shown(value)) : null;
        if (chosen == null) {
            faults.add(value, path, shown(value), String.join(" or ", choices.keySet()));
            return choices.values().iterator().next();
        }
        return chosen;
    }

    /** A list, each item read by {@code item} from its node and path; empty if the field is missing and {@code min} is 0. */
    <T> List<T> list(String key, int min, int max, BiFunction<Node, String, @Nullable T> item) {
        String expected = "a list of " + min + " to " + max;
        Node value = min > 0 ? required(key, expected) : values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            faults.add(value, at(key), shown(value), expected);
            return List.of();
        }
        int size = sequence.getValue().size();
        if (size < min || size > max) {
            faults.add(value, at(key), size + " items", expected);
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            T read = item.apply(sequence.getValue().get(i), at(key) + "[" + i + "]");
            if (read != null) {
                items.add(read);
            }
        }
        return items;
    }

    /** The fields of a mapping inside this one; null if it is missing or none. */
    @Nullable
    Fields inner(String key, Set<String> known) {
        Node value = values.get(key);
        return value == null ? null : of(value, at(key), known, faults);
    }

    /** The names of a mapping and their values, in order; empty if it is missing or none. */
    Map<Node, Node> pairs(String key, int max) {
        Node value = values.get(key);
        Map<Node, Node> pairs = new LinkedHashMap<>();
        if (value instanceof MappingNode mapping && mapping.getValue().size() <= max) {
            mapping.getValue().forEach(tuple -> pairs.put(tuple.getKeyNode(), tuple.getValueNode()));
        } else if (value != null) {
            faults.add(value, at(key), shown(value), "a mapping of at most " + max);
        }
        return pairs;
    }

    /** True or false; the default if it is missing. */
    boolean flag(String key, boolean absent) {
        Node value = values.get(key);
        if (value == null) {
            return absent;
        }
        if (isScalar(value, Tag.BOOL) && FLAGS.contains(shown(value))) {
            return shown(value).equals("true");
        }
        faults.add(value, at(key), shown(value), "true or false");
        return absent;
    }

    /** Whether this is the word that switches something off: off, in quotes or not, or false. */
    static boolean isOff(Node value) {
        return switch (shown(value)) {
            case "off" -> isScalar(value, Tag.BOOL, Tag.STR);
            case "false" -> isScalar(value, Tag.BOOL);
            default -> false;
        };
    }

    /** A time with its unit; the default if it is missing. */
    Duration time(String key, Duration most, Duration absent) {
        Node value = values.get(key);
        if (value == null) {
            return absent;
        }
        Matcher time = TIME.matcher(shown(value));
        if (value instanceof ScalarNode && time.matches()) {
            Duration read = unit(time.group(2)).multipliedBy(Long.parseLong(time.group(1)));
            if (read.compareTo(most) <= 0) {
                return read;
            }
        }
        faults.add(
                value,
                at(key),
                shown(value),
                "a time such as 250ms, up to " + most.toMinutes() + "m, with us, ms, s or m");
        return absent;
    }

    private static Duration unit(String word) {
        return switch (word) {
            case "us" -> Duration.ofNanos(1000);
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMinutes(1);
        };
    }

    String text(Node value, String at, Pattern pattern, String expected) {
        if (isScalar(value, Tag.STR) && pattern.matcher(shown(value)).matches()) {
            return shown(value);
        }
        faults.add(value, at, shown(value), expected);
        return "";
    }

    private @Nullable Node required(String key, String expected) {
        Node value = values.get(key);
        if (value == null) {
            faults.add(node, at(key), "missing", expected);
        }
        return value;
    }

    private static boolean isScalar(Node node, Tag... tags) {
        return node instanceof ScalarNode && List.of(tags).contains(node.getTag());
    }

    static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode ignored -> "a list";
            default -> "a mapping";
        };
    }
}

package com.plugsky.fleet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The part of {@link FleetFile} that reads one entry of {@code models}. */
final class ModelReader {

    /** An id is safe in a path, a header and a log. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}");

    static final String ID_EXPECTED = "1 to 128 letters, digits or ._:/@+-, a letter or digit first";

    private static final int MAX_FALLBACKS = 16;
    private static final int MAX_TARGETS = 64;
    private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal USUAL_STRENGTH = new BigDecimal("0.5");

    private static final Set<String> KEYS =
            Set.of("id", "tier", "context", "max-output", "price", "strength", "abilities", "fallbacks", "targets");
    private static final Set<String> RESERVED = Set.of("auto", "plugsky-fusion");
    private static final String LATENCY = "latency";
    private static final Set<String> ENGINE_KEYS = Set.of("engine", LATENCY);

    private static final Set<String> TARGET_KEYS = targetKeys();

    private static final Map<String, Target> ENGINES = Map.of("embedded", new Target.Embedded());
    private static final Map<String, Tier> TIERS = words(List.of(Tier.values()), Tier::wire);
    private static final Map<String, Ability> ABILITIES = words(List.of(Ability.values()), Ability::wire);

    private final Faults faults;
    private final UpstreamReader upstreams;
    private final Map<String, Node> ids = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();

    /** A place that names another model. */
    private record Reference(String from, String to, Node node, String path) {}

    ModelReader(Faults faults, UnaryOperator<@Nullable String> environment) {
        this.faults = faults;
        this.upstreams = new UpstreamReader(faults, environment);
    }

    /** The model; null if the node is no mapping. */
    @Nullable
    Model read(Node node, String path) {
        Fields fields = Fields.of(node, path, KEYS, faults);
        if (fields == null) {
            return null;
        }
        String id = id(fields);
        List<Target> targets = fields.list("targets", 1, MAX_TARGETS, (item, at) -> target(item, at, id));
        boolean told = targets.stream().anyMatch(Target.Embedded.class::isInstance);
        int context = tokens(fields, "context", told);
        int maxOutput = tokens(fields, "max-output", told);
        if (maxOutput > context && fields.has("max-output")) {
            faults.add(
                    fields.get("max-output"),
                    fields.at("max-output"),
                    Integer.toString(maxOutput),
                    "at most the context, " + context);
        }
        return new Model(
                id,
                fields.has("tier") || told ? fields.choice("tier", TIERS) : Tier.FREE,
                context,
                maxOutput,
                fields.has("price") ? price(fields.get("price"), fields.at("price")) : null,
                fields.number("strength", BigDecimal.ONE, USUAL_STRENGTH).doubleValue(),
                fields.has("abilities") || told ? abilities(fields) : null,
                fallbacks(id, fields),
                targets,
                false);
    }

    /** What only an upstream knows need not be told. */
    private static int tokens(Fields fields, String key, boolean told) {
        return fields.has(key) || told ? fields.count(key, Integer.MAX_VALUE) : Model.UNKNOWN;
    }

    private Set<Ability> abilities(Fields fields) {
        return new TreeSet<>(fields.list(
                "abilities", 0, Ability.values().length, (item, at) -> Fields.choice(item, at, ABILITIES, faults)));
    }

    /** Looks whether all ids are different and all fallbacks are there; to be called after the last model. */
    void checkReferences() {
        for (Reference reference : references) {
            if (!ids.containsKey(reference.to()) || reference.to().equals(reference.from())) {
                faults.add(reference.node(), reference.path(), reference.to(), "the id of another model of this file");
            }
        }
    }

    private List<String> fallbacks(String from, Fields fields) {
        return fields.list("fallbacks", 0, MAX_FALLBACKS, (item, at) -> {
            String to = fields.text(item, at, ID, ID_EXPECTED);
            references.add(new Reference(from, to, item, at));
            return to;
        });
    }

    private String id(Fields fields) {
        String id = fields.text("id", ID, ID_EXPECTED);
        Node earlier = ids.putIfAbsent(id, fields.get("id"));
        if (earlier != null) {
            faults.add(fields.get("id"), fields.at("id"), id, "an id that no other model has");
        }
        if (isReserved(id)) {
            faults.add(fields.get("id"), fields.at("id"), id, "an id that the server does not use itself");
        }
        return id;
    }

    /** Whether this is the name of something that no fleet file or server can bring. */
    static boolean isReserved(String id) {
        return RESERVED.contains(id) || id.startsWith(MockModels.PREFIX);
    }

    private @Nullable Price price(Node node, String path) {
        Fields fields = Fields.of(node, path, Set.of("input", "output"), faults);
        return fields == null
                ? null
                : new Price(fields.number("input", MAX_PRICE, null), fields.number("output", MAX_PRICE, null));
    }

    private @Nullable Target target(Node node, String path, String id) {
        Fields fields = Fields.of(node, path, TARGET_KEYS, faults);
        if (fields == null) {
            return null;
        }
        if (fields.has("url")) {
            refuseOthers(fields, UpstreamReader.KEYS, "none beside url that is the engine's");
            return upstreams.read(fields, id);
        }
        refuseOthers(fields, ENGINE_KEYS, "none beside engine and latency, or a url");
        Target target = fields.choice("engine", ENGINES);
        return fields.has(LATENCY)
                ? new Target.Embedded(LatencyReader.read(fields.get(LATENCY), fields.at(LATENCY), faults))
                : target;
    }

    private void refuseOthers(Fields fields, Set<String> fitting, String expected) {
        for (String key : new TreeSet<>(TARGET_KEYS)) {
            if (fields.has(key) && !fitting.contains(key)) {
                faults.add(fields.get(key), fields.at(key), "unknown key", expected);
            }
        }
    }

    private static Set<String> targetKeys() {
        var keys = new TreeSet<>(UpstreamReader.KEYS);
        keys.addAll(ENGINE_KEYS);
        return keys;
    }

    static <T> Map<String, T> words(List<T> values, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(word.apply(value), value));
        return words;
    }
}

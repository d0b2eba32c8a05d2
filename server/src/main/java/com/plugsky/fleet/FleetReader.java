package com.plugsky.fleet;

import com.plugsky.routing.Strategy;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** The decoder of one fleet file: YAML to nodes, nodes to a fleet, and all faults in one go. */
final class FleetReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_MODELS = 1_000;
    private static final int MAX_WORKSPACES = 1_000;
    private static final int FORMAT = 1;
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Map<String, Strategy> STRATEGIES =
            ModelReader.words(List.of(Strategy.values()), Strategy::wire);

    private final Faults faults;
    private final ModelReader models;
    private final Set<String> workspaces = new HashSet<>();

    /** @param environment where the keys of upstreams stand */
    FleetReader(String name, UnaryOperator<@Nullable String> environment) {
        this.faults = new Faults(name);
        this.models = new ModelReader(faults, environment);
    }

    Fleet read(byte[] yaml, long version) throws FleetFault {
        Node root = compose(yaml);
        if (root == null) {
            faults.say(1, "the file is empty (expected: version and models)");
            throw faults.fault();
        }
        Fields file = Fields.of(root, "", Set.of("version", "models", "workspaces"), faults);
        if (file == null) {
            throw faults.fault();
        }
        int format = file.count("version", Integer.MAX_VALUE);
        if (format != FORMAT) {
            faults.add(file.get("version"), "version", Integer.toString(format), Integer.toString(FORMAT));
        }
        List<Model> read = file.list("models", 1, MAX_MODELS, models::read);
        models.checkReferences();
        var fleet = new Fleet(version, read, file.list("workspaces", 0, MAX_WORKSPACES, this::workspace));
        faults.throwIfAny();
        return fleet;
    }

    private @Nullable Node compose(byte[] yaml) throws FleetFault {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            return new Yaml(options).compose(new StringReader(text));
        } catch (CharacterCodingException e) {
            faults.say(1, "not UTF-8");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.say(line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            faults.say(
                    1,
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        throw faults.fault();
    }

    private @Nullable Workspace workspace(Node node, String path) {
        Fields fields = Fields.of(node, path, Set.of("id", "strategy", "rules"), faults);
        if (fields == null) {
            return null;
        }
        String id = fields.text("id", WORKSPACE, "1 to 64 letters, digits or ._-, a letter or digit first");
        if (!workspaces.add(id)) {
            faults.add(fields.get("id"), fields.at("id"), id, "an id that no other workspace has");
        }
        Strategy strategy = fields.has("strategy") ? fields.choice("strategy", STRATEGIES) : null;
        if (strategy == Strategy.CUSTOM || fields.has("rules")) {
            String key = fields.has("rules") ? "rules" : "strategy";
            faults.say(
                    fields.get(key),
                    fields.at(key) + ": rules of a workspace are not served yet"
                            + " (expected: strategy: balanced, cost_saver or max_quality)");
        }
        return new Workspace(id, strategy);
    }
}

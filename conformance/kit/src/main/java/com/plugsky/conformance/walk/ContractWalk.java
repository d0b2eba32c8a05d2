package com.plugsky.conformance.walk;

import com.plugsky.conformance.contract.Contract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A walk through the contract's request schema: case after case, each a function of seed and index alone. Even cases are valid; odd
 * ones are broken in exactly one place, each keyword of the schema in its turn. Safe for threads.
 */
public final class ContractWalk {
    private static final String REQUEST = "/components/schemas/ChatCompletionRequest";
    private static final List<JsonNode> NO_OBJECTS = List.of(
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.stringNode("x"),
            JsonNodeFactory.instance.numberNode(5),
            JsonNodeFactory.instance.booleanNode(true));
    private static final int TRIES = 20;
    private static final int HEAVY_EVERY = 50;
    private static final int HEAVY = 3000;

    private final Shape root;
    private final List<Goal> goals;
    private final WalkModels models;
    private final long seed;

    public ContractWalk(Contract contract, WalkModels models, long seed) {
        this.root = Shape.of(contract.document(), REQUEST);
        this.goals = Goal.all(root);
        this.models = models;
        this.seed = seed;
    }

    /** The case of an index; the same whenever and wherever it is asked for. */
    public WalkCase at(long index) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
        // Valid and broken ones go the same ways through the schema, so that each keyword is kept and broken.
        Goal goal = goal(index / 2);
        if (index % 2 == 0) {
            return new WalkCase(seed, index, valid(goal, random), null);
        }
        if (goal.shape() == root && goal.keyword().equals("type")) {
            Breakage broken = new Breakage(goal.location(), "", "");
            return new WalkCase(seed, index, NO_OBJECTS.get(random.nextInt(NO_OBJECTS.size())), broken);
        }
        for (int i = 0; i < TRIES; i++) {
            ObjectNode body = valid(goal, random);
            Breakage broken = new Breaker(root, random).breakAt(goal, body);
            if (broken != null) {
                return new WalkCase(seed, index, body, broken);
            }
        }
        ObjectNode body = valid(goal, random);
        Breakage broken = new Breaker(root, random).breakAnywhere(body);
        if (broken == null) {
            throw new IllegalStateException("nothing to break in " + body);
        }
        return new WalkCase(seed, index, body, broken);
    }

    private Goal goal(long turn) {
        Goal goal = goals.get((int) (turn % goals.size()));
        boolean heavy = goal.shape().bound(goal.keyword(), 0) > HEAVY
                && Set.of("maxItems", "maxProperties").contains(goal.keyword());
        return heavy && turn / goals.size() % HEAVY_EVERY != 0 ? goals.getFirst() : goal;
    }

    private ObjectNode valid(Goal goal, SplittableRandom random) {
        Set<Shape> wanted = new HashSet<>(goal.way());
        ObjectNode body = (ObjectNode) new Values(random, wanted).make(root);
        new Repair(models, random).apply(body);
        if (!Validity.valid(root, body)) {
            throw new IllegalStateException("a repaired request is not valid: " + body);
        }
        return body;
    }

    /** Whether a body keeps the request schema, as far as the walk can tell. */
    boolean keeps(JsonNode body) {
        return Validity.valid(root, body);
    }

    Shape root() {
        return root;
    }

    List<Goal> goals() {
        return goals;
    }

    public Coverage coverage() {
        return new Coverage(this);
    }
}

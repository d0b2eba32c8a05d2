package com.plugsky.conformance.upstream.script;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a reasoning model thinks before it speaks, in {@code reasoning_content}, as vLLM and DeepSeek name it. */
public final class Reasoning {
    /** All of it. */
    public static final String TEXT = "The tide is out, so the boats rest.";

    private static final int PIECE = 9;

    private Reasoning() {}

    /** Puts it behind the first chunk, which has the role. */
    static void chunks(List<ObjectNode> chunks) {
        List<ObjectNode> thoughts = new ArrayList<>();
        for (int at = 0; at < TEXT.length(); at += PIECE) {
            ObjectNode thought = chunks.getFirst().deepCopy();
            ObjectNode choice = (ObjectNode) thought.path("choices").get(0);
            choice.putObject("delta").put("reasoning_content", TEXT.substring(at, Math.min(TEXT.length(), at + PIECE)));
            thoughts.add(thought);
        }
        chunks.addAll(1, thoughts);
    }

    static void completion(ObjectNode completion) {
        ((ObjectNode) completion.at("/choices/0/message")).put("reasoning_content", TEXT);
    }
}

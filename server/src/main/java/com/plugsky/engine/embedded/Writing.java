package com.plugsky.engine.embedded;

import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.stream.AnswerHead;
import com.plugsky.stream.AnswerWriter;
import com.plugsky.stream.ChunkWriter;
import com.plugsky.stream.CompletionWriter;
import com.plugsky.stream.JsonBytes;
import com.plugsky.stream.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The writing of one answer, as a stream or as one piece: the same choices in both. One thread, one use. */
final class Writing {

    private static final int TOKENS_A_STEP = 64;

    private final AnswerHead head;
    private final Setup setup;
    private final List<Plan> plans;
    private final int promptTokens;
    private final int imageTokens;
    private final List<Choice> choices = new ArrayList<>();

    Writing(AnswerHead head, Setup setup, List<Plan> plans, int promptTokens, int imageTokens) {
        this.head = head;
        this.setup = setup;
        this.plans = plans;
        this.promptTokens = promptTokens;
        this.imageTokens = imageTokens;
    }

    Usage json(Pacer pacer, Sink sink) throws IOException {
        var writer = new CompletionWriter(head, setup.sampling().tells());
        begin(writer);
        for (Choice choice : choices) {
            choice.begin();
            while (!choice.step(TOKENS_A_STEP)) {
                // on to the end
            }
        }
        Tokens tokens = tokens();
        pacer.wholeAnswer(longest());
        sink.json(writer.end(tokens));
        return tokens.usage();
    }

    Usage stream(boolean usageAsked, Pacer pacer, Sink sink) throws IOException {
        var buffer = new JsonBytes(1024);
        var writer = new ChunkWriter(head, usageAsked, buffer);
        begin(writer);
        new AnswerStream(writer, buffer, sink, pacer).write(choices, usageAsked, this::tokens);
        return tokens().usage();
    }

    private void begin(AnswerWriter writer) {
        for (int i = 0; i < plans.size(); i++) {
            choices.add(new Choice(i, plans.get(i), setup, writer));
        }
    }

    /** Choices are made side by side, so the longest one decides how long the answer takes. */
    private int longest() {
        return choices.stream().mapToInt(Choice::spent).max().orElse(0);
    }

    private Tokens tokens() {
        int spent = choices.stream().mapToInt(Choice::spent).sum();
        int reasoned = choices.stream().mapToInt(Choice::reasoned).sum();
        return new Tokens(new Usage(promptTokens, spent, reasoned), imageTokens);
    }
}

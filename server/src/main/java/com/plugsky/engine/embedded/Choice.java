package com.plugsky.engine.embedded;

import com.plugsky.engine.embedded.decode.Draws;
import com.plugsky.engine.embedded.decode.Sampler;
import com.plugsky.engine.embedded.decode.Stops;
import com.plugsky.engine.embedded.decode.TextOut;
import com.plugsky.engine.embedded.model.NgramModel;
import com.plugsky.stream.AnswerWriter;
import com.plugsky.stream.Finish;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One choice in the making: it follows its plan token by token and hands the text on as far as it is certain. What it
 * says depends on the request alone, not on how many tokens a step has. One thread.
 */
final class Choice {

    /** A thought that is long enough may be finished as far as this. */
    private static final int LONGEST_SENTENCE = 40;

    private final int index;
    private final Plan plan;
    private final Setup setup;
    private final AnswerWriter writer;
    private final Sampler sampler;
    private final @Nullable Told told;
    private final TextOut content;
    private final Iterator<Segment> rest;
    private @Nullable Segment segment;
    private TextOut out;
    private int calls;
    private int at;
    private int sentences;
    private int beforeLast;
    private int last;
    private int left;
    private int spent;
    private int reasoned;
    private boolean done;

    Choice(int index, Plan plan, Setup setup, AnswerWriter writer) {
        this.index = index;
        this.plan = plan;
        this.setup = setup;
        this.writer = writer;
        long seed = Draws.mix(setup.prompt().seed() + index);
        this.sampler = new Sampler(
                setup.model(), setup.bytes(), setup.sampling(), setup.prompt().key(), seed);
        this.told = setup.sampling().tells() ? new Told(setup.bytes()) : null;
        this.content = new TextOut(setup.stops());
        this.out = content;
        this.rest = plan.segments().iterator();
        this.left = setup.most();
    }

    /** Writes the beginning; before the first step. */
    void begin() {
        writer.role(index, plan.speaks());
        next();
    }

    /** The tokens that it cost so far. */
    int spent() {
        return spent;
    }

    /** Those of them that were reasoning. */
    int reasoned() {
        return reasoned;
    }

    /**
     * Says some tokens more.
     *
     * @return whether it is complete
     */
    boolean step(int tokens) {
        for (int i = 0; i < tokens && !done; i++) {
            one();
        }
        if (!done) {
            out.release();
            write();
        }
        return done;
    }

    private void one() {
        while (segment != null && over(segment)) {
            next();
        }
        if (done) {
            return;
        }
        if (segment == null) {
            finish(plan.finish());
        } else if (left == 0) {
            finish(Finish.LENGTH);
        } else {
            left--;
            say(token(segment));
        }
    }

    private boolean over(Segment current) {
        return switch (current) {
            case Segment.Thought thought ->
                at >= thought.tokens() && (beforeLast == 0 || at >= thought.tokens() + LONGEST_SENTENCE);
            case Segment.Drawn drawn -> sentences >= drawn.sentences();
            case Segment.Given given -> at >= given.tokens().length;
            case Segment.Called called -> at >= called.tokens().length;
        };
    }

    /** Goes on to the next segment of the plan, if there is one. */
    private void next() {
        Segment coming = rest.hasNext() ? rest.next() : null;
        if (segment != null && !(isText(segment) && isText(coming))) {
            flush();
        }
        segment = coming;
        at = 0;
        sentences = 0;
        beforeLast = 0;
        switch (coming) {
            case null -> {}
            case Segment.Thought thought -> {
                out = new TextOut(Stops.NONE);
                last = NgramModel.THOUGHT;
            }
            case Segment.Drawn drawn -> {
                out = content;
                last = drawn.mark();
            }
            case Segment.Given given -> out = content;
            case Segment.Called called -> call(called);
        }
    }

    private static boolean isText(@Nullable Segment segment) {
        return segment instanceof Segment.Drawn || segment instanceof Segment.Given;
    }

    private void call(Segment.Called called) {
        out = new TextOut(Stops.NONE);
        if (called.nameTokens() >= left) {
            spent += left;
            finish(Finish.LENGTH);
            return;
        }
        left -= called.nameTokens();
        spent += called.nameTokens();
        writer.start(index, calls++, called.call());
    }

    private int token(Segment current) {
        return switch (current) {
            case Segment.Thought thought -> drawn(NgramModel.THOUGHT, false);
            case Segment.Drawn drawn -> drawn(NgramModel.SENTENCE, drawn.plain());
            case Segment.Given given -> given(given.tokens()[at++]);
            case Segment.Called called -> called.tokens()[at++];
        };
    }

    private int drawn(int mark, boolean plain) {
        int token = sampler.draw(beforeLast, last, plain);
        at++;
        if (setup.model().endsSentence(token)) {
            sentences++;
            beforeLast = 0;
            last = mark;
        } else {
            beforeLast = last;
            last = token;
        }
        return token;
    }

    private int given(int token) {
        sampler.given(token);
        return token;
    }

    private void say(int token) {
        if (told != null && out == content) {
            told.add(token, sampler.odds());
        }
        byte[] bytes = setup.bytes().of(token);
        if (segment instanceof Segment.Thought && at == 1 && bytes[0] == ' ') {
            bytes = Arrays.copyOfRange(
                    bytes, 1, bytes.length); // a thought is a sentence, and sentences begin with a space
        }
        if (out.add(bytes)) {
            finish(Finish.STOP);
        }
    }

    private void finish(Finish reason) {
        flush();
        writer.finish(index, reason);
        done = true;
    }

    /** Hands on all that is held back. */
    private void flush() {
        out.finish();
        write();
    }

    private void write() {
        int tokens = out.freeTokens();
        int length = out.free();
        spent += tokens;
        if (segment instanceof Segment.Thought) {
            reasoned += tokens;
            if (length > 0) {
                writer.reasoning(index, out.bytes(), length);
            }
        } else if (out != content) {
            if (length > 0 && segment instanceof Segment.Called called) {
                writer.text(index, calls - 1, called.call(), out.bytes(), length);
            }
        } else if (length > 0 || told != null && tokens > 0) {
            writer.content(index, out.bytes(), length, told == null ? null : told.take(tokens));
        }
        out.taken();
    }
}

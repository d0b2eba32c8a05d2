package com.plugsky.engine.embedded.model;

import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The command that makes the model from a text; the build runs it: {@code MakeModel TEXT MODEL}.
 *
 * <p>The text has one sentence a line, in the sections {@code [openings]}, {@code [sentences]} and {@code [thoughts]};
 * lines that begin with {@code #} are comments.
 */
public final class MakeModel {

    private MakeModel() {}

    /** Reads the text, writes the model, and says nothing. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(args.length + " arguments (expected: TEXT MODEL)");
        }
        Path model = Path.of(args[1]);
        Files.createDirectories(model.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(model)) {
            ModelFile.write(of(Files.readAllLines(Path.of(args[0]))), out);
        }
    }

    /** The model of a text. */
    static NgramModel of(List<String> lines) {
        var counter = new TokenCounter();
        Set<Integer> ends = new HashSet<>();
        var maker = new NgramModel.Maker(ends);
        int mark = 0;
        for (String line : lines) {
            if (line.startsWith("[")) {
                mark = mark(line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int[] sentence = counter.encode(mark == NgramModel.ANSWER ? line : " " + line);
                ends.add(sentence[sentence.length - 1]);
                maker.add(mark, sentence);
            }
        }
        return maker.make();
    }

    private static int mark(String section) {
        return switch (section) {
            case "[openings]" -> NgramModel.ANSWER;
            case "[sentences]" -> NgramModel.SENTENCE;
            case "[thoughts]" -> NgramModel.THOUGHT;
            default ->
                throw new IllegalArgumentException(section + " (expected: [openings], [sentences] or [thoughts])");
        };
    }
}

package com.plugsky.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static final IllegalArgumentException INNER = new IllegalArgumentException("x (expected: a number)");

    @Test
    void tellsTheInnermostThatWeHaveWordsFor() {
        var outer = new IllegalStateException("the server did not start", INNER);

        assertThat(Failure.of(new CompletionException(outer)))
                .isEqualTo(new Failure(List.of("x (expected: a number)"), false));
    }

    @Test
    void namesTheSettingWhereTheCauseOfOneThatDoesSaysNoMore() {
        var outer = new IllegalArgumentException("plugsky.a.b: x (expected: a number)", INNER);

        assertThat(Failure.of(new CompletionException(outer)))
                .isEqualTo(new Failure(List.of("plugsky.a.b: x (expected: a number)"), false));
    }

    @Test
    void saysThatItIsAFaultOfOursWhereNobodyHasWords() {
        assertThat(Failure.of(new CompletionException(new ArithmeticException("by zero"))))
                .isEqualTo(new Failure(List.of("failed: java.lang.ArithmeticException: by zero"), true));
        assertThat(Failure.of(new IOException("unread")).unexpected()).isFalse();
    }
}

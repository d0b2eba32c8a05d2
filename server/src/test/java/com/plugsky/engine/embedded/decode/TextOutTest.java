package com.plugsky.engine.embedded.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.model.Stop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextOutTest {

    private static final List<String> LETTERS = List.of("a", "a", "b", "\u00e4", "\ud83d\ude00");

    /** Tokens, separated by bars; stops, separated by commas; the pieces that come out after each token, and how many tokens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a|b|c        ; ``      ; a|b|c|    ; 3",
                "a|b|c        ; x       ; a|b|c|    ; 3",
                "ab|cd        ; c       ; ab|       ; 1",
                "ab|cd        ; d       ; ab|c      ; 2",
                "ab|cd|e      ; bc      ; a|        ; 1",
                "ab|cx|e      ; bc,bd   ; a|        ; 1",
                "ab|cx|e      ; bcd     ; a|bcx|e|  ; 3",
                "a|b|c|d      ; abcd    ; |||       ; 0",
                "a|b|c|e      ; abcd    ; |||abce|  ; 4",
                "aa|ab        ; aab     ; |a        ; 1",
                "abab|abc     ; ababc   ; |ab       ; 1",
                "x|aba|bac    ; abac,ba ; x|a       ; 2",
            })
    void holdsBackWhatMayBecomeAStop(String tokens, String stops, String pieces, int count) {
        var out = new TextOut(stops(stops));
        List<String> came = new ArrayList<>();
        int taken = 0;
        boolean stopped = false;
        for (String token : tokens.split("\\|")) {
            stopped = out.add(token.getBytes(StandardCharsets.UTF_8));
            if (stopped) {
                break;
            }
            out.release();
            came.add(text(out));
            taken += take(out);
        }
        out.finish();
        came.add(text(out));
        taken += take(out);
        assertThat(String.join("|", came)).isEqualTo(pieces);
        assertThat(taken).isEqualTo(count);
    }

    /** Tokens in hex, and the pieces that come out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "c3|a4       ; |\u00e4|     ; 2",
                "61c3|a462   ; a|\u00e4b|   ; 2",
                "f09f|98|80  ; ||\ud83d\ude00| ; 3",
                "f09f|98     ; ||           ; 2",
                "e282|ac|61  ; |\u20ac|a|   ; 3",
            })
    void holdsBackPiecesOfCharacters(String tokens, String pieces, int count) {
        var out = new TextOut(Stops.NONE);
        List<String> came = new ArrayList<>();
        int taken = 0;
        for (String token : tokens.split("\\|")) {
            assertThat(out.add(HexFormat.of().parseHex(token))).isFalse();
            out.release();
            came.add(text(out));
            taken += take(out);
        }
        out.finish();
        came.add(text(out));
        taken += take(out);
        assertThat(String.join("|", came)).isEqualTo(pieces);
        assertThat(taken).isEqualTo(count);
    }

    @Test
    void cutsWhereTheFirstStopIsComplete() {
        var random = new Random(20261125);
        for (int round = 0; round < 20_000; round++) {
            String text = random(random, 1 + random.nextInt(30));
            List<String> stops = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                stops.add(random(random, 1 + random.nextInt(5)));
            }
            String expected = text;
            for (int end = 1; end <= text.length() && expected.length() == text.length(); end++) {
                for (String stop : stops) {
                    if (text.substring(0, end).endsWith(stop)) {
                        expected = text.substring(0, end - stop.length());
                        break;
                    }
                }
            }
            assertThat(through(text, stops, random))
                    .as("%s without %s", text, stops)
                    .isEqualTo(expected);
        }
    }

    private static String through(String text, List<String> stops, Random random) {
        var out = new TextOut(Stops.of(new Stop.Many(stops)));
        var came = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
            boolean stopped = out.add(Arrays.copyOfRange(bytes, from, to));
            if (stopped) {
                break;
            }
            from = to;
            if (random.nextBoolean()) {
                out.release();
                came.write(out.bytes(), 0, out.free());
                out.taken();
            }
        }
        out.finish();
        came.write(out.bytes(), 0, out.free());
        return came.toString(StandardCharsets.UTF_8);
    }

    private static String random(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static Stops stops(String written) {
        return written.isEmpty() ? Stops.NONE : Stops.of(new Stop.Many(List.of(written.split(","))));
    }

    private static String text(TextOut out) {
        return new String(out.bytes(), 0, out.free(), StandardCharsets.UTF_8);
    }

    private static int take(TextOut out) {
        int tokens = out.freeTokens();
        out.taken();
        return tokens;
    }
}

package com.plugsky.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String VALID = "00-" + ID + "-" + PARENT + "-01";

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true, 01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00, false, 00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03, true, 03",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff, true, 03",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true, 01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later, true, 01",
    })
    void goesOnWithTheCallersUnderAnIdOfItsOwn(String parent, boolean sampled, String flags) {
        Trace trace = Objects.requireNonNull(Trace.of(parent, null));
        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.parentId()).isEqualTo(PARENT);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
        assertThat(trace.sampled()).isEqualTo(sampled);
        assertThat(trace.header()).isEqualTo("00-" + ID + "-" + trace.spanId() + "-" + flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-011",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
            })
    void takesNothingThatIsNotValid(String parent) {
        assertThat(Trace.of(parent, "a=1")).isNull();
    }

    @Test
    void beginsWithoutAParent() {
        Trace trace = Trace.start(false);
        assertThat(trace.parentId()).isNull();
        assertThat(trace.sampled()).isFalse();
        assertThat(trace.header()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-02");
        assertThat(Trace.of(trace.header(), null)).isNotNull();
        assertThat(Trace.start(true).traceId()).isNotEqualTo(trace.traceId());
    }

    @Test
    void hasPartsBelowItsOwn() {
        Trace trace = Objects.requireNonNull(Trace.of(VALID, "a=1"));
        Trace child = trace.child();
        assertThat(child.parentId()).isEqualTo(trace.spanId());
        assertThat(child.spanId())
                .isNotEqualTo(trace.spanId())
                .isNotEqualTo(trace.child().spanId());
        assertThat(child.header()).isEqualTo("00-" + ID + "-" + child.spanId() + "-01");
        assertThat(child.state()).isEqualTo("a=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1",
                "a=1,b=2",
                "vendor@system=a b:c;d,0_*/-@=!",
                " a=1 ,\tb=2 ",
                "a=1,,b=2",
                "a=1,a=2",
            })
    void handsOnTheStateAsItCame(String text) {
        assertThat(state(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "a",
                "a=",
                "=1",
                "A=1",
                "a =1",
                "a=1=2",
                "a=1,b",
                "a=\u00e4",
                "a=1\r\nx: y",
                "a=1\u007f",
                "a=1\u000b",
            })
    void handsOnNoStateThatIsNotValid(String text) {
        assertThat(state(text)).isEmpty();
    }

    @Test
    void handsOnTheStateUpToItsBounds() {
        String long256 = "x".repeat(256);
        assertThat(state("a=" + long256)).hasSize(258);
        assertThat(state("a=" + long256 + "x")).isEmpty();
        assertThat(state("a=" + long256 + ",b=" + "x".repeat(251))).hasSize(512);
        assertThat(state("a=1,b=" + long256 + ",c=" + long256)).isEqualTo("a=1,b=" + long256);
        assertThat(state("a=1" + ",a=1".repeat(31))).hasSize(127);
        assertThat(state("a=1" + ",a=1".repeat(32))).as("33 members").isEmpty();
    }

    private static String state(String text) {
        return Objects.requireNonNull(Trace.of(VALID, text)).state();
    }
}

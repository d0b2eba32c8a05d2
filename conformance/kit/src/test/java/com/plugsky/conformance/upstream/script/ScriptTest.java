package com.plugsky.conformance.upstream.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, NONE, 200, , -1",
        "Qwen/Qwen3-32B, NONE, 200, , -1",
        "echo, ECHO, 200, , -1",
        "flaky-3, FLAKY, 200, , 3",
        "tiring-3, TIRING, 200, , 3",
        "paced-500, PACED, 200, , 500",
        "fault-cut, CUT, 200, MID_STREAM, -1",
        "fault-cut-at-before-done, CUT, 200, BEFORE_DONE, -1",
        "fault-stall-at-mid-stream-300, STALL, 200, MID_STREAM, 300",
        "fault-slow-drip-5, SLOW_DRIP, 200, BEFORE_HEADERS, 5",
        "fault-half-json-at-before-first-token, HALF_JSON, 200, BEFORE_FIRST_TOKEN, -1",
        "fault-status-401, STATUS, 401, , -1",
        "fault-status-429-7, STATUS, 429, , 7",
        "fault-status-503-date-7, STATUS_DATE, 503, , 7",
        "fault-split-utf8, SPLIT_UTF8, 200, , -1",
    })
    void readsAName(String model, Fault fault, int status, Phase phase, int number) {
        assertThat(Script.of(model)).isEqualTo(new Script(model, fault, status, phase, number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault-",
                "fault-none",
                "fault-scripted",
                "fault-echo",
                "fault-unheard-of",
                "fault-cut-3",
                "fault-cut-at-noon",
                "fault-html-at-mid-stream",
                "fault-status-200",
                "fault-status-503-date",
                "fault-status-429-at-mid-stream",
                "fault-stall-12345678",
                "flaky",
                "tiring",
                "slow",
            })
    void hasNoScriptForAMalformedName(String model) {
        assertThat(Script.of(model)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readsTheExampleOfEachFault(Fault fault) {
        Script script = Objects.requireNonNull(Script.of(fault.example()));

        assertThat(script.fault()).isEqualTo(fault);
        assertThat(script.phase()).isEqualTo(fault.usual());
    }
}

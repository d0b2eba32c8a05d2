package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class MalformedChunkTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockRun mock = new MockRun();

    @Test
    void standsBetweenWholeOnes() throws Exception {
        mock.ask("mock/malformed-chunk", true);

        List<String> data = mock.data();
        assertThat(data).endsWith("[DONE]");
        assertThat(data.subList(0, data.size() - 1))
                .filteredOn(chunk -> !isJson(chunk))
                .containsExactly(data.get(3));
    }

    @Test
    void cutsJsonThatHttpTakesForWhole() throws Exception {
        mock.ask("mock/malformed-chunk", false);

        assertThat(mock.caller.written()).startsWith("{\"id\":\"chatcmpl-00");
        assertThat(isJson(mock.caller.written())).isFalse();
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }
}

package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.model.CustomDefinition;
import com.plugsky.contract.model.CustomTool;
import com.plugsky.contract.model.FunctionDefinition;
import com.plugsky.contract.model.FunctionTool;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MissingIndexTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockRun mock = new MockRun();

    @Test
    void callsTheFirstFunctionInPiecesWithoutAnIndex() throws Exception {
        mock.view.setTools(List.of(
                new CustomTool(CustomTool.TypeEnum.CUSTOM, new CustomDefinition("write")),
                new FunctionTool(FunctionTool.TypeEnum.FUNCTION, new FunctionDefinition("look"))));
        mock.ask("mock/missing-index", true);

        List<JsonNode> calls = mock.data().stream()
                .filter(chunk -> chunk.contains("tool_calls\":["))
                .map(chunk -> JSON.readTree(chunk).at("/choices/0/delta/tool_calls/0"))
                .toList();
        assertThat(calls).hasSize(4).allSatisfy(call -> {
            assertThat(call.propertyNames()).containsExactly("id", "type", "function");
            assertThat(call.at("/function/name").asString()).isEqualTo("look");
        });
        assertThat(calls)
                .extracting(call -> call.path("id").asString())
                .containsExactly("call_1", "call_1", "call_2", "call_2");
        assertThat(arguments(calls.subList(2, 4)).path("place").asString()).isEqualTo("Oslo");
        assertThat(mock.data()).endsWith("[DONE]");
    }

    @Test
    void givesArgumentsAsAnObject() throws Exception {
        mock.ask("mock/missing-index", false);

        JsonNode call = JSON.readTree(mock.caller.written()).at("/choices/0/message/tool_calls/1/function");
        assertThat(call.path("name").asString()).isEqualTo("get_weather");
        assertThat(call.at("/arguments/place").asString()).isEqualTo("Oslo");
    }

    private static JsonNode arguments(List<JsonNode> pieces) {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.at("/function/arguments").asString()));
        return JSON.readTree(text.toString());
    }
}

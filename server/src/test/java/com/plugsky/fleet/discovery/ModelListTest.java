package com.plugsky.fleet.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListTest {

    @Test
    void readsIdsAndTheLengthsThatServersAdd() throws IOException {
        assertThat(read("""
                {"object": "list", "data": [{"id": "a"}, {"id": "b", "max_model_len": 4096}, {"id": "c", "context_length": 8},
                {"id": "d", "meta": {"n_ctx": 512}}, {"id": "a", "max_model_len": 1}, {"id": 5}, {}, null, "e",
                {"id": "f", "max_model_len": "9"}, {"id": "g", "max_model_len": -1}, {"id": "h", "max_model_len": 1e30}]}"""))
                .containsExactly(
                        new Found("a", null),
                        new Found("b", 4096),
                        new Found("c", 8),
                        new Found("d", 512),
                        new Found("f", null),
                        new Found("g", null),
                        new Found("h", null));
    }

    @Test
    void readsSoManyOnly() throws IOException {
        String many = IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"id\": \"m" + i + "\"}")
                .collect(Collectors.joining(","));

        assertThat(read("{\"data\": [" + many + "]}")).hasSize(ModelList.MAX_MODELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"data\": {}}", "null", "{\"data\": ["})
    void saysThatItIsNoList(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it answers with ")
                .hasMessageEndingWith("(expected: a list of models)");
    }

    private static java.util.List<Found> read(String body) throws IOException {
        return ModelList.read(body.getBytes(StandardCharsets.UTF_8));
    }
}

package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LikenessTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"content": "a", "n": 1, "id": "req_1"} | {"content": "b", "n": 2, "id": "req_2"} | ``                | ``
            {"id": "req_1"}                         | {"id": "call_1"}                        | /id               | /id
            {"finish_reason": "stop"}               | {"finish_reason": "length"}             | /finish_reason    | /finish_reason
            {"content": "a"}                        | {"content": null}                       | /content          | /content
            {"a": null}                             | {}                                      | /a                | /a
            {"choices": [{"index": 1}]}             | {"choices": [{"index": 0}]}             | /choices/0/index  | /choices/0/index
            {"data": [1, 2]}                        | {"data": [1]}                           | /data             | /data
            {"data": [1]}                           | {"data": [1, 2]}                        | ``                | /data
            {"more": true}                          | {"more": true, "b": 1}                  | ``                | /b
            """)
    void findsWhatDiffers(String example, String answer, String inPart, String inWhole) {
        assertThat(places(false, example, answer)).isEqualTo(inPart);
        assertThat(places(true, example, answer)).isEqualTo(inWhole);
    }

    private static String places(boolean whole, String example, String answer) {
        return new Likeness(whole)
                .differences(JSON.readTree(example), JSON.readTree(answer)).stream()
                        .map(difference -> difference.split(":", 2)[0])
                        .reduce("", String::concat);
    }
}

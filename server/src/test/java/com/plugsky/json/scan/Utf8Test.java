package com.plugsky.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "7a,-1",
        "c3a9,-1",
        "e282ac,-1",
        "f09f9880,-1",
        "efbfbd,-1",
        "f48fbfbf,-1",
        "61626364656667c3a9,-1",
        "80,0",
        "c0af,0",
        "c1bf,0",
        "e080af,0",
        "eda080,0",
        "edbfbf,0",
        "f08080af,0",
        "f4908080,0",
        "f5808080,0",
        "ff,0",
        "c3,0",
        "e282,0",
        "f09f98,0",
        "6162636465666768ff,8",
        "c3a9c328,2"
    })
    void findsTheFirstFault(String hex, int fault) {
        assertThat(Utf8.firstFault(HexFormat.of().parseHex(hex))).isEqualTo(fault);
    }

    @Test
    void agreesWithTheDecoder() {
        var random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextBoolean() ? 0x61 : 0xC0 + random.nextInt(-0x40, 0x40));
            }
            assertThat(Utf8.firstFault(bytes) < 0)
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(decodes(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é", "漢字", "😀", "a😀b漢cé and then something plain, and 😀 again"})
    void tellsHowManyMoreBytesThanCharactersThereAre(String text) {
        byte[] bytes = ("漢" + text + "é").getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.surplus(bytes, 3, bytes.length - 2)).isEqualTo(bytes.length - 5 - text.length());
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

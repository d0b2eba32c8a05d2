package com.plugsky.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static Secrets of(Target.Keys keys) {
        return Secrets.of(
                Target.of(URI.create("http://127.0.0.1:8080/v1"), Profile.CORE, keys, Target.Models.of("model")));
    }

    @Test
    void takeTheLongerOfTwoKeysThatBeginAlike() {
        Secrets secrets = of(new Target.Keys("sk-12345", "sk-1234567", null, null, null));

        assertThat(secrets.outOf("sk-1234567 and sk-12345, sk%2D")).isEqualTo("$API_KEY and $API_KEY, sk%2D");
    }

    @Test
    void leaveWordsThatHaveAShortKeyInThem() {
        Secrets secrets = of(Target.Keys.of("x"));

        assertThat(secrets.outOf("Authorization: Bearer x\nx-request-id: max"))
                .isEqualTo("Authorization: Bearer $API_KEY\nx-request-id: max");
    }
}

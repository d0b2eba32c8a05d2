package com.plugsky.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Header;
import java.net.URI;
import java.util.List;
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

    @Test
    void leaveNoBeginningOfAKeyWhereATextWasCut() {
        Secrets secrets = of(Target.Keys.of("sk-0123456789abcdef"));

        assertThat(secrets.outOf("refused sk-0123456789abc... and more... and sk-012345"))
                .isEqualTo("refused $API_KEY... and more... and sk-012345");
    }

    @Test
    void takeWhatStandsBehindASchemeAndInCookies() {
        Secrets secrets = Secrets.of(Target.of(
                        URI.create("http://127.0.0.1:8080/v1"),
                        Profile.CORE,
                        Target.Keys.of(null),
                        Target.Models.of("m"))
                .with(List.of(
                        new Header("Cookie", "sid=0123456789; theme=dark"),
                        new Header("X-AuthToken", "Basic dXNlcjp3b3Jk"),
                        new Header("x-tenant", "harbour-north"))));

        assertThat(secrets.outOf("0123456789 dXNlcjp3b3Jk harbour-north dark"))
                .isEqualTo("$API_KEY $API_KEY harbour-north dark");
    }
}

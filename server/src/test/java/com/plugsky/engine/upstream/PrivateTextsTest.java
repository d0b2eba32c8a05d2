package com.plugsky.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.upstream.relay.fault.Redaction;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateTextsTest {

    private static final Access ACCESS = new Access(
            Secret.environment("KEY", name -> "our.key/7"),
            Map.of("x-team", "blue", "api-key", "Token s3cr3t-of-ours"),
            null,
            URI.create("http://way-out:3128"));

    private static final Target.Upstream TARGET =
            new Target.Upstream(URI.create("http://vllm:8000/v1"), "Acme/Big-7B.v2").with(ACCESS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            worker VLLM rejects our.key/7!          | worker (address) rejects (key)!
            vllm-0.vllm.prod.acme is down           | (address) is down
            vllm:8000, [vllm]:8000; vllm.           | (address), (address); (address).
            no way by way-out:3128                  | no way by (address)
            header s3cr3t-of-ours of the blue team  | header (key) of the blue team
            model Acme/Big-7B.v2 has no tools       | model ours has no tools
            the Acme/Big-7B.v2.                     | the ours.
            Acme/Big-7B.v2-mini, xAcme/Big-7B.v2    | Acme/Big-7B.v2-mini, xAcme/Big-7B.v2
            Acme/Big-7Bxv2, vllms, a-vllm           | Acme/Big-7Bxv2, vllms, a-vllm
            """)
    void areCut(String text, String left) {
        assertThat(cut(TARGET, text)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://[fd00::7]:8000/v1 | peer fd00::7 and [fd00::7]:8000 | peer (address) and (address)
            http://10.0.0.7/v1       | peer 10.0.0.7:80                | peer (address)
            http://a.example/v1      | the default chat model at b.a.example | the default chat model at (address)
            """)
    void areThoseOfTheTarget(URI url, String text, String left) {
        assertThat(cut(new Target.Upstream(url, "default"), text)).isEqualTo(left);
    }

    private static String cut(Target.Upstream target, String text) {
        return new Redaction(() -> PrivateTexts.of(target, "ours")).of(text);
    }
}

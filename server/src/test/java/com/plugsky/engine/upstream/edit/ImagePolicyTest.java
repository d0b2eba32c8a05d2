package com.plugsky.engine.upstream.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.ChatRequest;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/cat.png",
                "HTTPS://example.com:8443/a?b=http://127.0.0.1/#@x",
                "http://example.com",
                "https://8.8.8.8/x",
                "https://[2606:4700::1111]:443/x",
                "https://[::ffff:8.8.8.8]/x",
                "https://192.0.2.1.example.com/x",
                "https://127.0.0.1.example.com/x",
                "https://mylocalhost/x",
                "https://localhost.example.com/",
                "https://172.32.0.1/",
                "https://100.128.0.1/",
                "https://münchen.example/x",
                "https://例え.example./x",
                "https://my_host-1.example/\u00AD",
                "data:image/png;base64,AAAA",
                "DATA:,x"
            })
    void passes(String url) {
        assertThatCode(() -> ask(url, Manners.USUAL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1:8080/x",
                "https://127.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.01/",
                "https://127.0.0.1./",
                "https://%31%32%37.0.0.1/",
                "https://１２７.0.0.1/",
                "https://127。0。0。1/",
                "https://0/",
                "https://0x/",
                "https://999.999.999.999/",
                "https://4294967296/",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://198.18.0.1/",
                "https://192.0.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://localhost/",
                "https://LOCALHOST:80/",
                "https://localhost./",
                "https://a.localhost/",
                "https://[::]/",
                "https://[::1]:80/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:1::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fec0::1]/",
                "https://[fc00::1]/",
                "https://[fd12::1]/",
                "https://[ff02::1]/",
                "https://[::1",
                "https:127.0.0.1/",
                "https:/127.0.0.1/",
                "https:////127.0.0.1/",
                "https://example.com@127.0.0.1/",
                "https://user:password@example.com/",
                "https://example.com\\\\@127.0.0.1/",
                "https://exa mple.com/",
                "https://127.0.0.1%2f.example.com/",
                "https://127.0.0.\u00AD1/",
                "https://127.0.0.%C2%AD1/",
                "https://169.254.169.\u200B254/latest/meta-data",
                "https://169.254.169.\u2060254/",
                "https://169.254.169.%E2%81%A0254/",
                "https://127.0.0.\u0661/",
                "https://local\u00ADhost:8000/",
                "https://l\u200Docalhost/",
                "https://loc\uFE0Falhost/",
                "https://loc\u115Falhost/",
                "https://loc\u3164alhost/",
                "https://loc%ADalhost/",
                "https://localhost../",
                "https://127.0.0.1../",
                "https://.localhost/",
                "https:///",
                "https://",
                "https://%zz/",
                "ftp://example.com/x",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                " https://example.com/",
                "//example.com/x",
                "example.com/x",
                ""
            })
    void refusesUnlessTheTargetMay(String url) {
        ApiError error = catchThrowableOfType(Refusal.class, () -> ask(url, Manners.USUAL))
                .error();
        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_IMAGE);
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.param()).isEqualTo("messages[1].content[1].image_url.url");
        assertThat(error.message()).startsWith(error.param() + ": ").contains("(expected: ");
        assertThatCode(() -> ask(url, new Manners(true, false, true, false, null)))
                .doesNotThrowAnyException();
    }

    private static void ask(String url, Manners manners) {
        ChatRequest request = OutgoingTest.request("""
                {"model":"x","messages":[{"role":"system","content":"Look"},{"role":"user","content":[
                {"type":"text","text":"http://127.0.0.1/"},{"type":"image_url","image_url":{"url":"%s"}}]}]}""".formatted(url));
        Outgoing.of(request, OutgoingTest.target(ParameterMap.NONE, manners));
    }
}

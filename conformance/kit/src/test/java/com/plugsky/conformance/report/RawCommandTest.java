package com.plugsky.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawCommandTest {
    private static final String KEY = "sk-secret-0123456789";
    private static final Secrets SECRETS = Secrets.of(Target.of(
            URI.create("http://127.0.0.1:8080/v1"), Profile.CORE, Target.Keys.of(KEY), Target.Models.of("m")));

    /** Each byte, with what shells and printf take for something else beside another. */
    @Test
    void sendsTheSameBytesAgain() throws IOException, InterruptedException {
        StringBuilder all =
                new StringBuilder("GET / HTTP/1.1\r\nAuthorization: Bearer " + KEY + "\r\n\\0\\n%s$HOME`id`\"!!'");
        IntStream.rangeClosed(0, 255).forEach(c -> all.append((char) c).append('7'));
        byte[] sent = all.toString().getBytes(StandardCharsets.ISO_8859_1);

        String command = RawCommand.of(sent, Endpoint.of(URI.create("http://127.0.0.1:8080/v1")), SECRETS);

        assertThat(command).doesNotContain(KEY).contains("Bearer $API_KEY").endsWith(" | nc -w 5 127.0.0.1 8080");
        String printf = command.substring(0, command.indexOf(" | nc"));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", printf);
        shell.environment().put("API_KEY", KEY);
        Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.getInputStream().readAllBytes()).isEqualTo(sent);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void goesToTheServer() {
        byte[] sent = {'a'};

        assertThat(RawCommand.of(sent, Endpoint.of(URI.create("http://127.0.0.1:8080/v1")), SECRETS))
                .isEqualTo("printf '%b' \"a\" | nc -w 5 127.0.0.1 8080");
        assertThat(RawCommand.of(sent, Endpoint.of(URI.create("http://[::1]:8080/v1")), SECRETS))
                .endsWith("nc -w 5 ::1 8080");
        assertThat(RawCommand.of(sent, Endpoint.of(URI.create("https://a.example/v1")), SECRETS))
                .isEqualTo("(printf '%b' \"a\"; sleep 5) | openssl s_client -quiet -no_ign_eof -connect a.example:443");
    }
}

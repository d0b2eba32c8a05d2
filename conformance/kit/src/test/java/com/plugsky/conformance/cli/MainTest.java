package com.plugsky.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Mutator;
import com.plugsky.conformance.replay.ReplayFile;
import com.plugsky.conformance.report.Format;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private static final String ERROR =
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_value\"}}";

    @Test
    void endsWithOneWhenAMustFailed() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            assertThat(Main.run(
                            "grade", "--base-url", server.baseUrl().toString(), "--api-key", "k", "--only", "REQ-12"))
                    .isEqualTo(1);
        }
    }

    @Test
    void endsWithZeroWhenNoneDid() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request ->
                ScriptedServer.json(request.startsWith("GET") ? 200 : 400, request.startsWith("GET") ? "{}" : ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--only", "REQ-05,REQ-07"))
                    .isZero();
        }
    }

    @Test
    void endsWithTwoWhenItIsUsedWrongly() {
        assertThat(Main.run("grade")).isEqualTo(2);
        assertThat(Main.run("grade", "--base-url", "ftp://127.0.0.1/")).isEqualTo(2);
        assertThat(Main.run("grade", "--profile", "none", "--base-url", "http://127.0.0.1/"))
                .isEqualTo(2);
        assertThat(Main.run("walk")).isEqualTo(2);
        assertThat(Main.run("grade", "--base-url", "http://127.0.0.1:1/v1", "--header", "no colon"))
                .isEqualTo(2);
        assertThat(Main.run("grade", "--base-url", "http://127.0.0.1:1/v1", "--header", "a: b\r\nc: d"))
                .isEqualTo(2);
        assertThat(Main.run("grade", "--base-url", "http://127.0.0.1:1/v1", "--upstream-port", "70000"))
                .isEqualTo(2);
    }

    @Test
    void endsWithThreeWhenTheServerCannotBeAsked() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(401, ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--api-key", "wrong"))
                    .isEqualTo(3);
        }
        assertThat(Main.run("grade", "--base-url", "http://127.0.0.1:1/v1")).isEqualTo(3);
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheServer() throws IOException {
        String page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>";
        try (ScriptedServer server = ScriptedServer.keeping(request -> page)) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString()))
                    .isEqualTo(3);
        }
        try (ScriptedServer server = ScriptedServer.keeping(request -> request.startsWith("GET")
                ? ScriptedServer.json(200, "{\"data\":[{\"id\":\"theirs\"}]}")
                : ScriptedServer.json(404, ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString()))
                    .isEqualTo(2);
            assertThat(Main.run(
                            "grade",
                            "--model",
                            "theirs",
                            "--base-url",
                            server.baseUrl().toString()))
                    .isEqualTo(3);
        }
        assertThat(Main.run("grade", "--base-url", "https://127.0.0.1:1/v1")).isEqualTo(3);
    }

    @Test
    void writesReportsAndRepeatsAFailureOfThem(@TempDir Path folder) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            String url = server.baseUrl().toString();
            assertThat(Main.run("grade", "--base-url", url, "--only", "REQ-12", "--report", folder.toString()))
                    .isEqualTo(1);
            assertThat(folder).isDirectoryContaining(file -> file.endsWith("report.html"));
            assertThat(Main.run(
                            "grade",
                            "--base-url",
                            url,
                            "--only",
                            "REQ-12",
                            "--baseline",
                            folder + "/report.json",
                            "--compare",
                            url,
                            "--report",
                            folder + "/later"))
                    .isZero();
            assertThat(folder.resolve("later/junit.xml")).content().contains("failures=\"0\"", "failed before: ");
            assertThat(folder.resolve("later/report.sarif")).content().contains("unchanged");
            assertThat(folder.resolve("later/compared/report.json")).content().contains("\"REQ-12\"");
            Path replay = folder.resolve("replay.json");
            Files.writeString(replay, replay(Files.readString(folder.resolve("report.html"))));
            assertThat(Main.run("replay", replay.toString())).isEqualTo(1);
        }
        assertThat(Main.run("replay", folder + "/report.html")).isEqualTo(2);
    }

    private static String replay(String page) {
        String data = "data:application/json;base64,";
        int from = page.indexOf(data) + data.length();
        return new String(
                Base64.getDecoder().decode(page.substring(from, page.indexOf('"', from))), StandardCharsets.UTF_8);
    }

    @Test
    void sendsHeadersAndShowsNoneThatIsSecret(@TempDir Path folder) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            String url = server.baseUrl().toString();
            String[] line = {
                "grade",
                "--base-url",
                url,
                "--only",
                "REQ-12",
                "--header",
                "x-tenant: harbour",
                "--header",
                "x-auth-token: tok-0123456789",
                "--header",
                "x-portkey-provider: openai",
                "--report",
                folder.toString()
            };
            assertThat(Main.run(line)).isEqualTo(1);

            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request).contains("x-tenant: harbour", "x-auth-token: tok-"));
            assertThat(folder.resolve("report.html"))
                    .content()
                    .contains("x-tenant: harbour", "x-auth-token: $API_KEY", "x-portkey-provider: openai")
                    .doesNotContain("tok-0123456789");
        }
    }

    /** What core servers answer to odd requests is their own matter, as long as they answer. */
    @ParameterizedTest
    @CsvSource({"200, CORE, 0", "200, STRICT, 1", "500, CORE, 1"})
    void countsGeneratedRequestsByProfile(int status, String profile, int exit) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> request.startsWith("GET")
                ? ScriptedServer.json(200, "{\"object\":\"list\",\"data\":[]}")
                : ScriptedServer.json(request.contains("\"max_tokens\":1,\"model\"") ? 200 : status, "{}"))) {
            assertThat(Main.run(
                            "grade",
                            "--base-url",
                            server.baseUrl().toString(),
                            "--only",
                            "AUT-07",
                            "--walk",
                            "10",
                            "--profile",
                            profile))
                    .isEqualTo(exit);
        }
    }

    @ParameterizedTest
    @CsvSource({"503, 3", "429, 3", "302, 3", "400, 2", "422, 0"})
    void saysWhyTheSimplestRequestIsNotAnswered(int status, int exit) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> request.startsWith("GET")
                ? ScriptedServer.json(200, "{\"data\":[{\"id\":\"theirs\"}]}")
                : ScriptedServer.json(status, ERROR))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--only", "AUT-07", "--params"))
                    .isEqualTo(exit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--only REQ-01 --skip REQ, 2",
        "--only GWY, 2",
        "' --only req-05', 1",
        "--keep-alive 0, 2",
        "--header host:a, 2",
        "--seed abc, 2",
        "--baseline nowhere.json, 2"
    })
    void takesOnlyWhatMakesSense(String options, int exit) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            String line = "grade --base-url " + server.baseUrl() + " " + options.strip()
                    + (options.contains("--only") ? "" : " --only REQ-05");
            assertThat(Main.run(line.split(" "))).isEqualTo(exit);
        }
    }

    @Test
    void takesKeysThatAHeaderCanHave() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            String url = server.baseUrl().toString();
            for (String key : List.of("a\nb", "a b", "Bearer abc", "schl\u00FCssel")) {
                assertThat(Main.run("grade", "--base-url", url, "--only", "REQ-05", "--api-key", key))
                        .isEqualTo(2);
            }
            assertThat(server.requests()).isEmpty();
            assertThat(Main.run("grade", "--base-url", url, "--only", "REQ-05", "--api-key", "k123\n"))
                    .isEqualTo(1);
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request).contains("Bearer k123\r\n"));
        }
    }

    /** A name and a password in the URL are sent, and shown nowhere. */
    @Test
    void sendsANameAndAPasswordOfTheUrl(@TempDir Path folder) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            String url = server.baseUrl().toString().replace("//", "//user:word-0123@");
            assertThat(Main.run("grade", "--base-url", url, "--only", "REQ-05", "--report", folder.toString()))
                    .isEqualTo(1);

            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request).contains("Authorization: Basic dXNlcjp3b3JkLTAxMjM="));
            for (Format format : Format.values()) {
                assertThat(folder.resolve(format.file())).content().doesNotContain("word-0123", "dXNlcjp3b3JkLTAxMjM=");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:18080/v1",
                "ftp://user:word-0123@127.0.0.1/v1",
                "http://user:word-0123@host:x/v1",
                "http://127.0.0.1:99999/v1",
                "http://127.0.0.1:8080/v1?api-version=2024",
                "http://exa mple/v1"
            })
    void refusesWhatIsNoBaseUrlWithoutItsPassword(String url) {
        assertThatThrownBy(() -> new BaseUrl().convert(url))
                .isInstanceOf(CommandLine.TypeConversionException.class)
                .hasMessageEndingWith("(expected: http://host:port/v1)")
                .message()
                .doesNotContain("word-0123");
        assertThat(Main.run("grade", "--base-url", url)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grade", "walk"})
    void waitsForAServerThatHangsAsLongAsItIsTold(String command) throws IOException {
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {})) {
            String url = server.baseUrl().toString();

            assertThat(Main.run(command, "--base-url", url, "--timeout", "1")).isEqualTo(3);
            assertThat(Main.run(command, "--base-url", url, "--timeout", "0")).isEqualTo(2);
        }
    }

    @Test
    void asksNothingWhenReportsCannotBeWritten(@TempDir Path folder) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            assertThat(Main.run("grade", "--base-url", server.baseUrl().toString(), "--html", folder.toString()))
                    .isEqualTo(2);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** Without the program nothing is found, which is said; a program without a result is a finding. */
    @ParameterizedTest
    @CsvSource({"none, 0", "broken, 1"})
    void tellsAMissingFuzzerFromABrokenOne(String name, int exit, @TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\nexit 2\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            assertThat(Main.run(
                            "grade",
                            "--base-url",
                            server.baseUrl().toString(),
                            "--only",
                            "AUT-07",
                            "--fuzz",
                            "--schemathesis",
                            folder.resolve(name).toString()))
                    .isEqualTo(exit);
        }
    }

    /** A rule on gateways needs the upstream that the kit had started. */
    @Test
    void startsTheUpstreamOfAReplayAgain(@TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI upstream = URI.create("http://127.0.0.1:" + port + "/v1");
        try (Mutator gateway = Mutator.before(upstream, Damage.none())) {
            Target.Models models = Target.Models.of("scripted");
            Target target = Target.of(gateway.baseUrl(), Profile.CORE, Target.Keys.of(null), models);
            Path file = folder.resolve("replay.json");
            Files.writeString(file, new ReplayFile("GWY-05", "then", target, port).json());

            assertThat(Main.run("replay", file.toString())).isZero();
            assertThat(Main.run("replay", file.toString(), "--upstream-port", "0"))
                    .isEqualTo(2);
        }
    }

    @Test
    void explainsARule() {
        assertThat(Main.run("grade", "--explain", "str-07")).isZero();
        assertThat(Main.run("grade", "--explain", "STR-999")).isEqualTo(2);
        assertThat(Main.run("grade", "--list", "--skip", "NONE")).isEqualTo(2);
    }

    @Test
    void listsTheRulesWithoutAServer() {
        assertThat(Main.run("grade", "--list", "--only", "REQ-01")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--tls-cert=cert.pem",
                "--latency=-1",
                "--host=no host",
                "--tls-cert=a,--tls-key=b"
            })
    void startsNoUpstreamThatIsAskedForWrongly(String options) {
        assertThat(Main.run(("upstream," + options).split(","))).isEqualTo(2);
    }
}

package com.plugsky.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.dispatch.DispatchOptions;
import com.plugsky.dispatch.guard.GuardOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void haveTheDefaultsOfTheDesign() {
        Settings settings = Settings.defaults();

        assertThat(settings.server().host()).isEqualTo("127.0.0.1");
        assertThat(settings.server().port()).isEqualTo(8080);
        assertThat(settings.server().tlsCert()).isNull();
        assertThat(settings.access().keys()).isEqualTo(Path.of("plugsky-keys.yaml"));
        assertThat(settings.fleet().file()).isNull();
        assertThat(settings.contract().unknownFields()).isEqualTo(ContractSettings.UnknownFields.FORWARD);
        assertThat(settings.limits().body()).isEqualTo(DataSize.ofMegabytes(32));
        assertThat(settings.limits().header()).isEqualTo(DataSize.ofKilobytes(16));
        assertThat(settings.limits().jsonDepth()).isEqualTo(64);
        assertThat(settings.limits().jsonNumber()).isEqualTo(64);
        assertThat(settings.limits().jsonName()).isEqualTo(256);
        assertThat(settings.limits().images()).isEqualTo(16);
        assertThat(settings.limits().imageMegapixels()).isEqualTo(40);
        assertThat(settings.upstream().idleAge()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.upstream().maxIdle()).isEqualTo(1024);
        assertThat(settings.upstream().answer()).isEqualTo(DataSize.ofMegabytes(32));
        assertThat(settings.stream().keepAlive()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.dispatch().options()).isEqualTo(DispatchOptions.USUAL);
        assertThat(settings.dispatch().guards()).isEqualTo(GuardOptions.USUAL);
        assertThat(settings.log().requests()).isEqualTo(10_000);
    }

    static Stream<SettingsPage.Row> everySetting() {
        return SettingsPage.rows();
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void takeEveryNameOnThePage(SettingsPage.Row row) {
        String value = row.fallback().isEmpty() ? "some.file" : row.fallback();

        assertThat(bind(row.name(), value)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, -1, plugsky.server.port: -1 (expected: 0 to 65535)",
        "server.port, 65536, plugsky.server.port: 65536 (expected: 0 to 65535)",
        "limits.body, 10B, plugsky.limits.body: 10B (expected: 1KB to 1GB)",
        "limits.json-depth, 7, plugsky.limits.json-depth: 7 (expected: 8 to 1000)",
        "stream.keep-alive, 1ms, plugsky.stream.keep-alive: 1ms (expected: 100ms to 10m)",
        "log.requests, 1000001, plugsky.log.requests: 1000001 (expected: 0 to 1000000)",
    })
    void refuseAValueOutOfItsRange(String name, String value, String fault) {
        assertThat(catchThrowable(() -> bind("plugsky." + name, value)))
                .rootCause()
                .hasMessage(fault);
    }

    @ParameterizedTest
    @CsvSource({"plugsky.limits.bdoy, 1MB", "plugsky.limit.body, 1MB", "plugsky.server.port.x, 1"})
    void refuseAnUnknownName(String name, String value) {
        assertThatThrownBy(() -> bind(name, value)).hasStackTraceContaining(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ok.yaml   | plugsky.server.port: 1        | -",
                "ok.yml    | 'plugsky: {server: {port: 1}}' | -",
                "bad.yaml  | 'server: {port: 1}'            | server.port: unknown setting (expected: all below plugsky)",
                "bad.yaml  | 'plugsky: ['                   | no YAML: ",
                "bad.json  | '{}'                           | its name ends in neither .yaml nor .yml",
            })
    void lookAtAFileBeforeSpringDoes(String name, String content, String fault) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);

        if (fault.equals("-")) {
            SettingsFile.check(file);
            return;
        }
        assertThatThrownBy(() -> SettingsFile.check(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void refuseAFileThatIsNotThere() {
        assertThatThrownBy(() -> SettingsFile.check(directory.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml: cannot be read");
    }

    private static Settings bind(String name, String value) {
        var source = new MapConfigurationPropertySource(Map.of(name, value));
        return new Binder(source)
                .bind(
                        Settings.PREFIX,
                        Bindable.of(Settings.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, all -> true))
                .get();
    }
}

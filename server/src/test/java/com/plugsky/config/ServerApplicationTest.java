package com.plugsky.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.fleet.LiveFleet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

class ServerApplicationTest {

    private static final String FLEET = "version: 1%nmodels: [{id: %s, targets: [{url: 'http://127.0.0.1:9/v1'}]}]%n";

    /** Nothing scans for them: one that no list names would be missing from the server, and nobody would say so. */
    @Test
    void namesEveryComponent() {
        Stream<Class<?>> components = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("com.plugsky").stream()
                        .filter(type -> type.isMetaAnnotatedWith(Component.class))
                        .map(JavaClass::reflect);

        assertThat(imported(ServerApplication.class, new HashSet<>())).containsAll(components.toList());
    }

    @Test
    void takesAFleetThatChangesWhileItServes(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("fleet.yaml"), FLEET.formatted("one"));
        var application = new SpringApplication(ServerApplication.class);
        try (var context = application.run(
                "--plugsky.server.port=0", "--plugsky.fleet.file=" + file, "--plugsky.fleet.recheck=100ms")) {
            LiveFleet fleet = context.getBean(LiveFleet.class);
            assertThat(fleet.current().model("one")).isNotNull();
            assertThat(context.getBeanFactory().getBeanDefinition("clock").isLazyInit())
                    .as("whether a bean of ours is made late for being of another's type")
                    .isFalse();

            Files.writeString(file, FLEET.formatted("two"));

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (fleet.current().model("two") == null && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(fleet.current().model("two")).isNotNull();
        }
    }

    private static Set<Class<?>> imported(Class<?> from, Set<Class<?>> found) {
        Import list = from.getAnnotation(Import.class);
        if (found.add(from) && list != null) {
            Arrays.stream(list.value()).forEach(each -> imported(each, found));
        }
        return found;
    }
}

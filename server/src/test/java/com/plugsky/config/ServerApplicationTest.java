package com.plugsky.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

class ServerApplicationTest {

    /** Nothing scans for them: one that no list names would be missing from the server, and nobody would say so. */
    @Test
    void namesEveryComponent() {
        Stream<Class<?>> components = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("com.plugsky").stream()
                        .filter(type -> type.isMetaAnnotatedWith(Component.class))
                        .map(JavaClass::reflect);

        assertThat(imported(ServerApplication.class, new HashSet<>())).containsAll(components.toList());
    }

    private static Set<Class<?>> imported(Class<?> from, Set<Class<?>> found) {
        Import list = from.getAnnotation(Import.class);
        if (found.add(from) && list != null) {
            Arrays.stream(list.value()).forEach(each -> imported(each, found));
        }
        return found;
    }
}

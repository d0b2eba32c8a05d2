package com.plugsky;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.api.ChatApi;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What may know what: the sentences of the architecture as rules, each with its reason. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("..");
    private static final int MAX_LINES = 300;
    private static final int MAX_PARAMETERS = 5;

    private static final DescribedPredicate<JavaClass> GENERATED = in("contract");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.plugsky")
            .that(not(GENERATED));

    private static final DescribedPredicate<JavaClass> WEB = resideInAnyPackage(
                    "org.springframework..",
                    "jakarta.servlet..",
                    "org.apache.catalina..",
                    "org.apache.coyote..",
                    "org.apache.tomcat..")
            .as("the web: Spring, servlets or Tomcat");
    private static final DescribedPredicate<JavaClass> CONNECTIONS = resideInAnyPackage(
                    "java.net.http..",
                    "org.apache.hc..",
                    "org.springframework.web.client..",
                    "org.springframework.http.client..")
            .or(nameMatching("java\\.net\\.(Socket|DatagramSocket|(Http)?URLConnection)")
                    .forSubtype())
            .or(nameMatching("java\\.nio\\.channels\\.(Socket|Datagram)Channel").forSubtype())
            .as("types that open connections");
    private static final DescribedPredicate<JavaClass> PROPERTIES = nameMatching(
                    "org\\.springframework\\.(core\\.env\\.Environment|beans\\.factory\\.annotation\\.Value"
                            + "|boot\\.context\\.properties\\.ConfigurationProperties)")
            .forSubtype();

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that(in("routing", "fleet", "stream", "json", "token", "dispatch", "engine"))
                        .should()
                        .dependOnClassesThat(WEB)
                        .because("the core is tested without a container, and another front must be able to run it"),
                noClasses()
                        .that(in("routing", "fleet", "token", "json"))
                        .should()
                        .dependOnClassesThat(
                                in("front", "access", "chat", "dispatch", "engine", "observe", "config", "cli"))
                        .because("routing is a pure function of a fleet and a question"),
                noClasses()
                        .that(in("engine", "stream", "dispatch"))
                        .should()
                        .dependOnClassesThat(in("front", "access", "chat", "config", "cli"))
                        .because("an engine sees a request, a candidate and a sink, and no more"),
                noClasses()
                        .that(in("error"))
                        .should()
                        .dependOnClassesThat(resideInAPackage("com.plugsky..")
                                .and(not(in("error").or(GENERATED))))
                        .because("every layer refuses with the same few types"),
                noClasses()
                        .that(not(in("error")))
                        .should()
                        .dependOnClassesThat(nameMatching("com\\.plugsky\\.contract\\.model\\.Error(Response|Detail)")
                                .forSubtype())
                        .because("there is one writer of the error envelope"),
                noClasses()
                        .that(not(in("engine.upstream.net", "engine.upstream.http", "observe", "warmup")))
                        .should()
                        .dependOnClassesThat(CONNECTIONS)
                        .because("one place decides where this server connects to; the warm-up connects to itself"),
                noClasses()
                        .that(not(in("observe")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "io.micrometer..", "io.prometheus..", "io.opentelemetry..", "ch.qos.logback.."))
                        .because("who counts, draws and writes can be replaced in one place"),
                noClasses()
                        .that(not(in("config", "cli")))
                        .and()
                        .doNotHaveFullyQualifiedName("com.plugsky.access.AccessBeans")
                        .should()
                        .dependOnClassesThat(PROPERTIES)
                        .because(
                                "a setting has one name, one bound and one default; only the secret keys come beside them"),
                classes()
                        .that()
                        .areAssignableTo(Servlet.class)
                        .should()
                        .resideInAPackage("com.plugsky.front..")
                        .because("the servlet container is known to the front alone"),
                noClasses()
                        .that()
                        .areAssignableTo(ChatApi.class)
                        .should()
                        .beMetaAnnotatedWith(Controller.class)
                        .because("ChatServlet is the one way to the chat operation"),
                noMethods()
                        .that()
                        .areDeclaredInClassesThat(not(in("docs")))
                        .should()
                        .beMetaAnnotatedWith(RequestMapping.class)
                        .because("paths stand in the contract alone"),
                codeUnits()
                        .that(DescribedPredicate.describe(
                                "have parameters of their own", ArchitectureTest::hasParametersOfItsOwn))
                        .should(ArchConditions.have(DescribedPredicate.describe(
                                "at most " + MAX_PARAMETERS + " parameters",
                                unit -> unit.getRawParameterTypes().size() <= MAX_PARAMETERS)))
                        .because("more of them want a name of their own"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    static Stream<JavaPackage> packages() {
        return CLASSES.stream().map(JavaClass::getPackage).distinct();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void saysWhatMayBeNull(JavaPackage each) {
        assertThat(each.isAnnotatedWith(NullMarked.class))
                .as("@NullMarked in package-info.java")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "conformance/kit", "conformance/bench"})
    void fitsOneReading(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MAX_LINES));
        }
    }

    private static DescribedPredicate<JavaClass> in(String... names) {
        return resideInAnyPackage(
                Stream.of(names).map(name -> "com.plugsky." + name + "..").toArray(String[]::new));
    }

    /** A record's constructor has its components, a lambda what is around it, an overriding method what a library says. */
    private static boolean hasParametersOfItsOwn(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        boolean ofRecord = unit instanceof JavaConstructor && owner.isRecord();
        boolean overrides = Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(method -> method.getName().equals(unit.getName())
                        && method.getRawParameterTypes().size()
                                == unit.getRawParameterTypes().size());
        return !ofRecord && !overrides && !unit.getName().startsWith("lambda$");
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

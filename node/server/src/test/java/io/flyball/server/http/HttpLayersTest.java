package io.flyball.server.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what, within the API. */
class HttpLayersTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flyball.server.http", "io.flyball.server.metrics");

    @Test
    void portsAndAnswersKnowNoHttpAndNoActors() {
        noClasses()
                .that()
                .resideInAnyPackage("..http.port..", "..http.answer..", "..server.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..")
                .check(classes);
    }

    @Test
    void endpointsKnowPortsButNotWhatIsBehindThem() {
        noClasses()
                .that()
                .resideInAnyPackage("..http.endpoint..", "..http.kit..", "..http.answer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..http.adapter..", "..server.history..", "..server.control..", "org.apache.pekko.cluster..")
                .check(classes);
    }

    @Test
    void onlyMetersKnowMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..server.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(classes);
    }

    @Test
    void timeComesFromOutside() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.flyball.server.http.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}

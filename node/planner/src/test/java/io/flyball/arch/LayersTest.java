package io.flyball.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.flyball.planner", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule plannersKnowNoLibraryButPekko = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flyball.planner..",
                    "io.flyball.policy..",
                    "io.flyball.protocol..",
                    "java..",
                    "scala..",
                    "org.apache.pekko..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule statesKnowNoPekko = noClasses()
            .that()
            .haveSimpleNameEndingWith("State")
            .or()
            .haveSimpleNameEndingWith("Effect")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko..");

    @ArchTest
    static final ArchRule nobodyReadsAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flyball.planner.(*)..").should().beFreeOfCycles();
}

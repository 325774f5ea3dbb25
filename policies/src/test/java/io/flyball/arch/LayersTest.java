package io.flyball.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.flyball.policy", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    /** No clock either: Instant and Random are in java.time and java.util, so calls are forbidden by name below. */
    @ArchTest
    static final ArchRule policiesArePure = classes()
            .that()
            .resideInAPackage("..policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..policy..", "..protocol.model..", "java.lang..", "java.util..", "java.time..", "java.math..");

    @ArchTest
    static final ArchRule policiesReadNoClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callConstructor(Random.class);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.flyball.policy.(*)..").should().beFreeOfCycles();
}

package io.flyball.planner.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

/** What decides knows neither Pekko nor a clock; everything that {@link PlannerState} reaches in this package is meant. */
@AnalyzeClasses(packages = "io.flyball.planner.service", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
    private static final DescribedPredicate<JavaClass> DECIDING =
            new DescribedPredicate<>("that PlannerState reaches") {
                @Override
                public boolean test(JavaClass type) {
                    return PlannerStateReach.of(type).contains(type.getFullName());
                }
            };

    @ArchTest
    static final ArchRule decidesWithoutPekko = classes()
            .that(DECIDING)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flyball.planner.service",
                    "..policy..",
                    "..protocol.model..",
                    "..protocol.message..",
                    "java.lang..",
                    "java.util..",
                    "java.time..");

    @ArchTest
    static final ArchRule decidesWithoutAClock = noClasses()
            .that(DECIDING)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callConstructor(Random.class);
}

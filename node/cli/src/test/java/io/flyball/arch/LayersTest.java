package io.flyball.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.flyball.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    /** So that a client verb starts fast: it loads none of their jars. The policies are one small jar of plain code. */
    @ArchTest
    static final ArchRule onlyLaunchesKnowTheRestOfFlyball = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Launch")
            .should()
            .dependOnClassesThat(resideInAPackage("io.flyball..")
                    .and(not(resideInAnyPackage(
                            "io.flyball.cli..", "io.flyball.policy..", "io.flyball.protocol.model.."))));

    @ArchTest
    static final ArchRule clientVerbsLoadNoActorsAndNoStore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "org.rocksdb..", "com.typesafe..", "org.apache.catalina..");

    @ArchTest
    static final ArchRule eachLaunchKnowsItsOwnPart = noClasses()
            .that()
            .haveSimpleName("AgentLaunch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flyball.server..", "io.flyball.planner..", "io.flyball.simulator..");
}

package io.flyball.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.flyball.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule theShopKnowsNothingOfFlyball = classes()
            .that()
            .resideInAPackage("..demo.service..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("..demo.service..")
                    .or(resideInAPackage("java.."))
                    .or(resideInAPackage("jakarta.servlet.."))
                    .or(resideInAPackage("org.apache.catalina.."))
                    .or(resideInAPackage("org.apache.coyote.."))
                    .or(resideInAPackage("org.apache.tomcat.."))
                    .or(simpleNameEndingWith("ParentWatch")));

    @ArchTest
    static final ArchRule membersAndAgentsAreProcesses = noClasses()
            .that()
            .resideInAPackage("..simulator..")
            .and()
            .resideOutsideOfPackages("..simulator.fleet..", "..simulator.controller..", "..simulator.plane..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flyball.server..", "io.flyball.agent..", "io.flyball.cli..");

    /** What agents decide is decided by their own code; sockets, files and processes are the fleet's. */
    @ArchTest
    static final ArchRule virtualNodesUseWhatAgentsDecideWith = classes()
            .that()
            .resideInAnyPackage("..simulator.fleet..", "..simulator.controller..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages(
                            "io.flyball.server..", "io.flyball.agent..", "io.flyball.cli..")
                    .or(resideInAnyPackage(
                                    "io.flyball.agent.act", "io.flyball.agent.link", "io.flyball.agent.instances")
                            .and(not(simpleNameEndingWith("Actor"))))
                    .or(simpleName("MBeanRefusedException")));

    /** The plane runs the cores of agents and of replication; their actors, files, sockets and stores it replaces. */
    @ArchTest
    static final ArchRule thePlaneUsesWhatDecides = classes()
            .that()
            .resideInAPackage("..simulator.plane..")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages(
                            "io.flyball.server..", "io.flyball.agent..", "io.flyball.cli..", "org.apache.pekko..")
                    .or(resideInAnyPackage(
                                    "io.flyball.agent.act", "io.flyball.agent.link", "io.flyball.agent.instances")
                            .and(not(simpleNameEndingWith("Actor"))))
                    .or(nameMatching("io\\.flyball\\.server\\.history\\.CopyState(\\$.*)?"))
                    .or(simpleName("MBeanRefusedException")));

    @ArchTest
    static final ArchRule thePlaneKnowsNoTimeAndNoChanceButItsOwn = noClasses()
            .that()
            .resideInAPackage("..simulator.plane..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent.atomic", "java.util.concurrent.locks"))
            .orShould()
            .dependOnClassesThat(simpleName("Thread"));

    @ArchTest
    static final ArchRule thePlaneIsFreeOfCycles =
            slices().matching("io.flyball.simulator.plane.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theLoadDoesNotKnowTheRun = noClasses()
            .that()
            .resideInAnyPackage("..demo.load..", "..demo.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..demo.run..");

    @ArchTest
    static final ArchRule onlyEntryPointsReadClocks = noClasses()
            .that()
            .resideInAPackage("..demo..")
            .and()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .doNotHaveSimpleName("DemoRun")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Random.class);

    @ArchTest
    static final ArchRule slicesAreFreeOfCycles =
            slices().matching("io.flyball.simulator.demo.(*)..").should().beFreeOfCycles();
}

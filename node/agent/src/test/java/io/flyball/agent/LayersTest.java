package io.flyball.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Who may depend on whom among jvm, sense and act, and what the whole agent may use of Flyball. */
@AnalyzeClasses(packages = "io.flyball.agent", importOptions = DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule theAgentUsesTheProtocolOnly = noClasses()
            .that()
            .resideInAPackage("io.flyball.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flyball.policy..",
                    "io.flyball.planner..",
                    "io.flyball.server..",
                    "io.flyball.cli..",
                    "io.flyball.simulator..",
                    "io.flyball.app..");

    @ArchTest
    static final ArchRule decisionsAboutSettingsArePure = classes()
            .that()
            .haveSimpleName("NodeSettings")
            .or()
            .haveSimpleName("Rules")
            .or()
            .haveSimpleName("WriteOrder")
            .or()
            .haveSimpleName("Trial")
            .or()
            .haveSimpleName("Undo")
            .or()
            .haveSimpleName("Order")
            .or()
            .haveSimpleName("Executed")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flyball.agent.act..",
                    "io.flyball.protocol.model..",
                    "io.flyball.protocol.message..",
                    "java.lang..",
                    "java.util..");

    @ArchTest
    static final ArchRule decisionsAboutSettingsTouchNothing = noClasses()
            .that()
            .haveSimpleName("NodeSettings")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("KnobSet")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("StateFile")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule actingKnowsNoActorsAndNoSensing = noClasses()
            .that()
            .resideInAnyPackage("io.flyball.agent.act..", "io.flyball.agent.jvm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "io.flyball.agent.sense..");

    @ArchTest
    static final ArchRule theWayToAJvmKnowsNeitherKnobsNorMetrics = noClasses()
            .that()
            .resideInAPackage("io.flyball.agent.jvm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flyball.agent.act..", "io.flyball.protocol..");

    @ArchTest
    static final ArchRule onlyTheConnectionAttachesAndCalls = noClasses()
            .that()
            .resideInAPackage("io.flyball.agent..")
            .and()
            .doNotHaveSimpleName("JvmConnection")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.tools.attach..", "javax.management.remote..");
}

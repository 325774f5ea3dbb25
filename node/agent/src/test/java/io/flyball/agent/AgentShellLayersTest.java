package io.flyball.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Who may depend on whom among link, instances and settings. */
@AnalyzeClasses(packages = "io.flyball.agent", importOptions = DoNotIncludeTests.class)
class AgentShellLayersTest {
    @ArchTest
    static final ArchRule statesKnowNoActors = noClasses()
            .that()
            .haveSimpleNameEndingWith("State")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "java.net.http..", "java.nio..", "org.slf4j..");

    @ArchTest
    static final ArchRule theLinkKnowsNoOtherPartOfTheAgent = noClasses()
            .that()
            .resideInAPackage("..agent.link..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..agent.sense..", "..agent.act..", "..agent.instances..", "..agent.settings..");

    @ArchTest
    static final ArchRule instancesKnowNoOtherPartOfTheAgent = noClasses()
            .that()
            .resideInAPackage("..agent.instances..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..agent.sense..", "..agent.act..", "..agent.link..", "..agent.settings..");

    @ArchTest
    static final ArchRule timeAndChanceComeFromOutside = noClasses()
            .that()
            .resideInAnyPackage("..agent.link..", "..agent.instances..", "..agent.settings..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

    @ArchTest
    static final ArchRule onlyTheStartSetsUpLogging = noClasses()
            .that()
            .doNotHaveSimpleName("AgentLog")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");
}

package io.flyball.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.flyball", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule modelIsPlainJava = classes()
            .that()
            .resideInAPackage("io.flyball.protocol.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.flyball.protocol.model..", "java..");

    @ArchTest
    static final ArchRule messagesKnowTheModelAndAddressesOnly = classes()
            .that()
            .resideInAPackage("io.flyball.protocol.message..")
            .should()
            .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are values, addresses or plain Java",
                    type -> type.getPackageName().startsWith("io.flyball.protocol.model")
                            || type.getPackageName().startsWith("io.flyball.protocol.message")
                            || type.getPackageName().startsWith("java.")
                            || type.getName().equals("org.apache.pekko.actor.typed.ActorRef")
                            || type.isPrimitive()
                            || type.isArray()));

    @ArchTest
    static final ArchRule kryoLivesInTheCodec = noClasses()
            .that()
            .resideOutsideOfPackage("io.flyball.protocol.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.esotericsoftware..");

    @ArchTest
    static final ArchRule nobodyReadsTheClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}

package io.flyball.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.flyball.server", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule rocksdbHasTwoHomes = noClasses()
            .that()
            .resideOutsideOfPackages("io.flyball.server.history..", "io.flyball.server.control..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule httpIsServedByHttpAndLinkAndTiedByTheMain = noClasses()
            .that()
            .resideOutsideOfPackages("io.flyball.server.http..", "io.flyball.server.link..", "io.flyball.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko.http..");

    @ArchTest
    static final ArchRule distributedDataStaysInControl = noClasses()
            .that()
            .resideOutsideOfPackage("io.flyball.server.control..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko.cluster.ddata..");

    @ArchTest
    static final ArchRule yamlIsParsedInControl = noClasses()
            .that()
            .resideOutsideOfPackage("io.flyball.server.control..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule onlyTheWiringReadsAClock = noClasses()
            .that()
            .resideOutsideOfPackage("io.flyball.server")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flyball.server.(*)..").should().beFreeOfCycles();
}

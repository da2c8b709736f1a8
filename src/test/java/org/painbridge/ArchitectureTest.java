package org.painbridge;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.Din;
import org.painbridge.planted.AsksADatabase;
import org.painbridge.planted.AsksTheNetwork;
import org.painbridge.planted.KnowsAnotherCapability;
import org.painbridge.planted.KnowsHapi;
import org.painbridge.planted.ReadsAFile;
import org.painbridge.planted.ReadsTheClock;
import org.painbridge.planted.TransformsByXslt;
import org.painbridge.planted.UsesAGivenClock;

/** The invariants of the library (docs/architecture.md), each proved once to notice a planted violation. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars()) // The guide's tests.
            .importPackages("org.painbridge");

    private static final ArchRule ENGINES_KNOW_NEITHER_HAPI_NOR_SPRING = noClasses()
            .that()
            .resideOutsideOfPackage("..fhir..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("ca.uhn..", "org.hl7..", "org.springframework.."));

    private static final ArchRule NOTHING_KNOWS_SPRING =
            noClasses().should().dependOnClassesThat(resideInAPackage("org.springframework.."));

    private static final ArchRule CAPABILITIES_DO_NOT_KNOW_EACH_OTHER = slices().matching("org.painbridge.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("..clinical.."));

    private static final ArchRule NOTHING_ASKS_THE_NETWORK = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net.http..", "javax.net..", "jakarta.servlet..", "org.apache.http..", "okhttp3..")
                    .or(isOneOf(
                            "java.net.URL",
                            "java.net.URLConnection",
                            "java.net.HttpURLConnection",
                            "java.net.Socket",
                            "java.net.ServerSocket",
                            "java.net.InetAddress")));

    /** A site's own guideline pack lies in a folder and is read before there is an engine. */
    private static final ArchRule NOTHING_BUT_A_PACK_READS_FILES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.painbridge.imaging.PackFiles")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                    .or(isOneOf(
                            "java.io.File",
                            "java.io.FileInputStream",
                            "java.io.FileReader",
                            "java.io.FileOutputStream",
                            "java.io.FileWriter",
                            "java.io.RandomAccessFile",
                            "java.util.zip.ZipFile")));

    private static final ArchRule ONLY_FILES_OF_DISPENSES_KNOW_A_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("org.painbridge.dispensing.parquet")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb.."));

    private static final ArchRule NOTHING_READS_THE_CLOCK = noClasses().should().callCodeUnitWhere(readsTheClock());

    /** CVE-2026-34360 and its kin: the class transforms with whatever the style sheet asks for. */
    private static final ArchRule NOTHING_TRANSFORMS_BY_XSLT =
            noClasses().should().dependOnClassesThat(isOneOf("org.hl7.fhir.utilities.XsltUtilities"));

    @Test
    void theLibraryIsLookedAt() {
        assertThat(MAIN.contain(Din.class)).isTrue();
        assertThat(MAIN.contain(KnowsHapi.class)).isFalse();
    }

    @Test
    void enginesKnowNeitherHapiNorSpring() {
        ENGINES_KNOW_NEITHER_HAPI_NOR_SPRING.check(MAIN);
        NOTHING_KNOWS_SPRING.check(MAIN);

        assertNoticed(ENGINES_KNOW_NEITHER_HAPI_NOR_SPRING, KnowsHapi.class);
    }

    @Test
    void capabilitiesDoNotKnowEachOther() {
        CAPABILITIES_DO_NOT_KNOW_EACH_OTHER.check(MAIN);

        assertNoticed(CAPABILITIES_DO_NOT_KNOW_EACH_OTHER, KnowsAnotherCapability.class, Din.class);
    }

    @Test
    void nothingAsksTheNetwork() {
        NOTHING_ASKS_THE_NETWORK.check(MAIN);

        assertNoticed(NOTHING_ASKS_THE_NETWORK, AsksTheNetwork.class);
    }

    @Test
    void nothingButAPackReadsFiles() {
        NOTHING_BUT_A_PACK_READS_FILES.check(MAIN);

        assertNoticed(NOTHING_BUT_A_PACK_READS_FILES, ReadsAFile.class);
    }

    @Test
    void onlyFilesOfDispensesKnowADatabase() {
        ONLY_FILES_OF_DISPENSES_KNOW_A_DATABASE.check(MAIN);

        assertNoticed(ONLY_FILES_OF_DISPENSES_KNOW_A_DATABASE, AsksADatabase.class);
    }

    @Test
    void nothingReadsTheClock() {
        NOTHING_READS_THE_CLOCK.check(MAIN);

        assertNoticed(NOTHING_READS_THE_CLOCK, ReadsTheClock.class);
        NOTHING_READS_THE_CLOCK.check(new ClassFileImporter().importClasses(UsesAGivenClock.class));
    }

    @Test
    void nothingTransformsByXslt() {
        NOTHING_TRANSFORMS_BY_XSLT.check(MAIN);

        assertNoticed(NOTHING_TRANSFORMS_BY_XSLT, TransformsByXslt.class);
    }

    private static void assertNoticed(ArchRule rule, Class<?>... planted) {
        JavaClasses classes = new ClassFileImporter().importClasses(planted);

        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(planted[0].getSimpleName());
    }

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        Set<String> wanted = Set.of(names);
        return describe("is one of " + wanted, type -> wanted.contains(type.getName()));
    }

    /** A clock that was handed in may be read: {@code LocalDate.now(clock)} is allowed, {@code LocalDate.now()} is not. */
    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        return describe("reads the clock of the machine", call -> {
            String owner = call.getTargetOwner().getName();
            return switch (call.getName()) {
                case "now" ->
                    owner.startsWith("java.time.")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
                case "currentTimeMillis", "nanoTime" -> owner.equals("java.lang.System");
                case "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds", "tickMinutes" ->
                    owner.equals("java.time.Clock");
                case "getInstance" -> owner.equals("java.util.Calendar");
                case "<init>" ->
                    owner.equals("java.util.Date")
                            && call.getTarget().getRawParameterTypes().isEmpty();
                default -> false;
            };
        });
    }
}

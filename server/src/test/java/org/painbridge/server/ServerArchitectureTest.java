package org.painbridge.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.imaging.ImagingSettings;
import org.painbridge.server.planted.AnswersHttp;
import org.painbridge.server.planted.DeclaresABean;
import org.painbridge.server.planted.KnowsACapability;
import org.painbridge.server.planted.KnowsAnotherEngine;
import org.painbridge.server.planted.KnowsSpring;
import org.painbridge.server.planted.RefusesByHttp;
import org.painbridge.server.planted.TransformsByXslt;
import org.painbridge.server.planted.here.KnowsThere;
import org.painbridge.server.planted.there.KnowsHere;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;

/** The invariants of the server (docs/architecture.md), each proved to notice a planted violation. */
class ServerArchitectureTest {
    private static final String PLANTED = "org.painbridge.server.planted";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.painbridge.server");

    /** The store, the REST layer, guarded requests, patches, paper, signatures, validation and definitions are what capabilities stand on; these know none of them. */
    private static final ArchRule CAPABILITIES_DO_NOT_KNOW_EACH_OTHER = slices().matching("org.painbridge.server.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "org.painbridge.server.store",
                            "org.painbridge.server.fhirserver",
                            "org.painbridge.server.outgoing",
                            "org.painbridge.server.patch",
                            "org.painbridge.server.pdf",
                            "org.painbridge.server.security",
                            "org.painbridge.server.signing",
                            "org.painbridge.server.terminology",
                            "org.painbridge.server.validation"));

    private static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.painbridge.server.(**)").should().beFreeOfCycles();

    private static final ArchRule ONLY_CONFIGURATIONS_DECLARE_BEANS = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Configuration");

    /** CVE-2026-55471: the class transforms with whatever the style sheet asks for. */
    private static final ArchRule NOTHING_TRANSFORMS_BY_XSLT =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("org.hl7.fhir.utilities.XsltUtilities");

    @Test
    void theServerIsLookedAt() {
        assertThat(MAIN.contain(FhirStore.class)).isTrue();
        assertThat(MAIN.contain(KnowsACapability.class)).isFalse();
    }

    @Test
    void capabilitiesDoNotKnowEachOther() {
        CAPABILITIES_DO_NOT_KNOW_EACH_OTHER.check(MAIN);

        assertNoticed(CAPABILITIES_DO_NOT_KNOW_EACH_OTHER, KnowsACapability.class, ImagingSettings.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaging", "dispensing", "careplan"})
    void aCapabilityUsesNoEngineButItsOwn(String capability) {
        String[] others = Stream.of("imaging", "dispensing", "careplan")
                .filter(other -> !other.equals(capability))
                .map(other -> "org.painbridge." + other + "..")
                .toArray(String[]::new);

        knowsNone("org.painbridge.server." + capability, others).check(MAIN);
    }

    @Test
    void theUseOfAnotherEngineIsNoticed() {
        assertNoticed(knowsNone(PLANTED, "org.painbridge.dispensing.."), KnowsAnotherEngine.class);
    }

    @Test
    void storeAndRestLayerUseNoEngine() {
        for (String part : new String[] {"store", "fhirserver"}) {
            knowsNone(
                            "org.painbridge.server." + part,
                            "org.painbridge.imaging..",
                            "org.painbridge.dispensing..",
                            "org.painbridge.careplan..")
                    .check(MAIN);
        }
    }

    @Test
    void theStoreKnowsNoHttp() {
        noHttp("org.painbridge.server.store").check(MAIN);

        assertNoticed(noHttp(PLANTED), AnswersHttp.class);
        assertNoticed(noHttp(PLANTED), RefusesByHttp.class);
    }

    @Test
    void onlyConfigurationAndSettingsOfTheStoreKnowSpring() {
        noSpring("org.painbridge.server.store").check(MAIN);

        assertNoticed(noSpring(PLANTED), KnowsSpring.class);
    }

    @Test
    void onlyConfigurationsDeclareBeans() {
        ONLY_CONFIGURATIONS_DECLARE_BEANS.check(MAIN);

        assertNoticed(ONLY_CONFIGURATIONS_DECLARE_BEANS, DeclaresABean.class);
    }

    @Test
    void packagesHaveNoCycles() {
        PACKAGES_HAVE_NO_CYCLES.check(MAIN);

        assertNoticed(PACKAGES_HAVE_NO_CYCLES, KnowsThere.class, KnowsHere.class);
    }

    @Test
    void nothingTransformsByXslt() {
        NOTHING_TRANSFORMS_BY_XSLT.check(MAIN);

        assertNoticed(NOTHING_TRANSFORMS_BY_XSLT, TransformsByXslt.class);
    }

    private static ArchRule knowsNone(String part, String... packages) {
        return noClasses().that().resideInAPackage(part).should().dependOnClassesThat(resideInAnyPackage(packages));
    }

    private static ArchRule noHttp(String part) {
        return knowsNone(
                part,
                "ca.uhn.fhir.rest.server..",
                "org.springframework.web..",
                "org.springframework.http..",
                "jakarta.servlet..",
                "java.net.http..");
    }

    private static ArchRule noSpring(String part) {
        return noClasses()
                .that()
                .resideInAPackage(part)
                .and()
                .haveSimpleNameNotEndingWith("Configuration")
                .and()
                .haveSimpleNameNotEndingWith("Settings")
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."));
    }

    private static void assertNoticed(ArchRule rule, Class<?>... planted) {
        JavaClasses classes = new ClassFileImporter().importClasses(planted);

        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(planted[0].getSimpleName());
    }
}

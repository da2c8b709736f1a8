package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {
    private static final String BASE = "https://painbridge.example/fhir/";
    private static final DefaultProfileValidationSupport R4 = new DefaultProfileValidationSupport(Guide.FHIR);

    static List<String> structures() {
        return Guide.structures().map(MetadataResource::getUrl).toList();
    }

    static List<String> profiles() {
        return Guide.profiles().stream().map(MetadataResource::getUrl).toList();
    }

    static List<String> extensions() {
        return structures().stream().filter(url -> !profiles().contains(url)).toList();
    }

    @ParameterizedTest
    @MethodSource("structures")
    void structureHasASnapshotThatKeepsItsDifferential(String url) {
        StructureDefinition structure = structure(url);

        assertThat(structure.getSnapshot().getElement())
                .extracting(ElementDefinition::getId)
                .containsAll(structure.getDifferential().getElement().stream()
                        .map(ElementDefinition::getId)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profileIsUsedByAnExample(String url) {
        assertThat(Guide.examplesOf(structure(url))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void extensionIsUsedByAnExample(String url) {
        assertThat(Guide.exampleNames())
                .anySatisfy(name -> assertThat(Guide.example(name).toString()).contains('"' + url + '"'));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profileSaysWhatItIsForAndHowItStandsToCaBaseline(String url) {
        StructureDefinition profile = structure(url);

        assertThat(profile.getTitle()).isNotBlank();
        assertThat(profile.getDescription()).hasSizeGreaterThan(80);
        assertThat(profile.getDescription()).contains("CA").contains("Baseline");
    }

    @Test
    void canonicalsAreOursUniqueAndEndInTheId() {
        List<MetadataResource> all = Stream.concat(Guide.conformance().stream(), Guide.terminology().stream())
                .toList();

        assertThat(all).extracting(MetadataResource::getUrl).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(each -> assertThat(each.getUrl())
                        .isEqualTo(BASE + each.fhirType() + "/"
                                + each.getIdElement().getIdPart()));
    }

    @Test
    void everyCanonicalThatIsReferredToExists() {
        Set<String> known = Stream.concat(Guide.conformance().stream(), Guide.terminology().stream())
                .map(MetadataResource::getUrl)
                .collect(Collectors.toSet());

        Set<String> unknown = new TreeSet<>();
        for (StructureDefinition structure : Guide.structures().toList()) {
            referred(structure)
                    .filter(url -> !known.contains(url) && !isR4(url))
                    .forEach(url -> unknown.add(structure.getId() + " -> " + url));
        }

        assertThat(unknown).isEmpty();
    }

    private static boolean isR4(String url) {
        return R4.fetchStructureDefinition(url) != null || R4.fetchValueSet(url) != null;
    }

    private static Stream<String> referred(StructureDefinition structure) {
        Stream<String> byElements =
                structure.getDifferential().getElement().stream().flatMap(ProfilesTest::referred);
        return Stream.concat(Stream.of(structure.getBaseDefinition()), byElements);
    }

    private static Stream<String> referred(ElementDefinition element) {
        Stream<String> types = element.getType().stream()
                .flatMap(type -> Stream.concat(type.getProfile().stream(), type.getTargetProfile().stream()))
                .map(PrimitiveType::getValue);
        return element.getBinding().hasValueSet()
                ? Stream.concat(types, Stream.of(element.getBinding().getValueSet()))
                : types;
    }

    private static StructureDefinition structure(String url) {
        return Guide.structures()
                .filter(each -> each.getUrl().equals(url))
                .findFirst()
                .orElseThrow();
    }
}

package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;

class SampleContentTest {
    private static final List<Resource> RESOURCES = SampleBundles.resources();

    @Test
    void thereAreFiftyPatientsWithAYearOfDispenses() {
        List<String> days = SampleBundles.of(MedicationDispense.class)
                .map(each -> each.getWhenHandedOverElement().getValueAsString().substring(0, 10))
                .toList();

        assertThat(SampleBundles.of(Patient.class)).hasSize(50);
        assertThat(days)
                .hasSizeGreaterThan(250)
                .allSatisfy(day -> assertThat(LocalDate.parse(day)).isBetween("2025-11-01", "2026-10-31"));
        assertThat(days.stream().map(day -> day.substring(0, 7)).distinct()).hasSize(12);
    }

    @Test
    void idsAreUnique() {
        assertThat(RESOURCES.stream().map(each -> each.fhirType() + "/" + each.getIdPart()))
                .doesNotHaveDuplicates();
    }

    @Test
    void referencesLeadToSamples() {
        Set<String> stored = RESOURCES.stream()
                .map(each -> each.fhirType() + "/" + each.getIdPart())
                .collect(Collectors.toSet());

        assertThat(RESOURCES.stream().flatMap(SampleContentTest::references))
                .hasSizeGreaterThan(1000)
                .allSatisfy(reference -> assertThat(stored).contains(reference));
    }

    @Test
    void healthNumbersHaveAValidCheckDigitAndAFictitiousPrefix() {
        List<String> numbers = SampleBundles.of(Patient.class)
                .flatMap(patient -> patient.getIdentifier().stream())
                .filter(Identifier::hasValue)
                .map(Identifier::getValue)
                .filter(value -> value != null)
                .toList();

        assertThat(numbers).hasSize(49).doesNotHaveDuplicates().allSatisfy(number -> {
            assertThat(number).startsWith(HealthNumber.FICTITIOUS);
            assertThat(new HealthNumber(number).isValid()).isTrue();
        });
    }

    @Test
    void aWrongCheckDigitIsNoticed() {
        assertThat(new HealthNumber("9999999015").isValid()).isTrue();
        assertThat(new HealthNumber("9999999016").isValid()).isFalse();
    }

    @Test
    void licencesAreFictitiousAndUnique() {
        assertThat(SampleBundles.of(Practitioner.class)
                        .map(each -> each.getIdentifierFirstRep().getValue()))
                .hasSize(13)
                .doesNotHaveDuplicates()
                .allSatisfy(licence -> assertThat(licence).startsWith("999"));
    }

    @Test
    void dinsAreThoseOfMonitoredProducts() {
        Set<String> monitored = new Terminology()
                .table("monitored-products").stream()
                        .filter(row -> row.get("monitored").equals("yes"))
                        .map(row -> row.get("din"))
                        .collect(Collectors.toSet());

        assertThat(SampleBundles.of(MedicationDispense.class)
                        .map(each -> each.getMedicationCodeableConcept()
                                .getCodingFirstRep()
                                .getCode())
                        .distinct())
                .hasSizeGreaterThan(20)
                .isSubsetOf(monitored);
    }

    /** Of versions as well: {@code CarePlan/x/_history/1} leads to {@code CarePlan/x}. */
    private static Stream<String> references(Resource resource) {
        return SampleBundles.CONTEXT.newTerser().getAllResourceReferences(resource).stream()
                .map(ResourceReferenceInfo::getResourceReference)
                .map(reference -> reference.getReferenceElement())
                .filter(id -> id.hasIdPart() && !id.getValue().startsWith("#"))
                .map(id -> id.getResourceType() + "/" + id.getIdPart());
    }
}

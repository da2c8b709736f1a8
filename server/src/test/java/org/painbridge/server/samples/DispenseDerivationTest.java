package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;

class DispenseDerivationTest {
    private static final String REQUEST = "urn:uuid:00000000-0000-4000-8000-00000000000";

    private final Bundle original = bundle();
    private final Bundle derived = derivation("2026-11-01").derive(original);

    @Test
    void aRequestLastsUntilTheNextOfTheSameDrugAndIsRefilledWhileActive() {
        assertThat(dispenses(derived))
                .extracting(
                        each -> each.getAuthorizingPrescriptionFirstRep().getReference(),
                        each -> each.getMedicationCodeableConcept()
                                .getCodingFirstRep()
                                .getCode(),
                        each -> each.getWhenHandedOverElement().getValueAsString(),
                        each -> each.getDaysSupply().getValue().intValueExact(),
                        each -> each.getQuantity().getValue().intValueExact(),
                        each -> each.getQuantity().getUnit())
                .containsExactlyInAnyOrder(
                        tuple(REQUEST + 2, "00608165", "2026-09-01", 7, 56, "tablet"),
                        tuple(REQUEST + 3, "00608165", "2026-09-08", 30, 240, "tablet"),
                        tuple(REQUEST + 4, "02282941", "2026-08-20", 30, 10, "patch"),
                        tuple(REQUEST + 4, "02282941", "2026-09-19", 30, 10, "patch"),
                        tuple(REQUEST + 4, "02282941", "2026-10-19", 30, 10, "patch"));
    }

    @Test
    void nothingIsHandedOverAfterTheLastDay() {
        Bundle early = derivation("2026-09-10").derive(original);

        assertThat(dispenses(early))
                .extracting(each -> each.getWhenHandedOverElement().getValueAsString())
                .containsExactlyInAnyOrder("2026-09-01", "2026-09-08", "2026-08-20");
    }

    @Test
    void onePharmacyIsCreatedUnlessItIsThere() {
        List<BundleEntryComponent> pharmacies = derived.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Organization)
                .toList();

        assertThat(pharmacies).singleElement().satisfies(entry -> {
            assertThat(entry.getRequest().getIfNoneExist()).startsWith("identifier=");
            assertThat(dispenses(derived))
                    .allSatisfy(each -> assertThat(
                                    each.getPerformerFirstRep().getActor().getReference())
                            .isEqualTo(entry.getFullUrl()));
        });
    }

    @Test
    void theOriginalStaysAndIsTheStartOfTheResult() {
        assertThat(original.equalsDeep(bundle())).isTrue();
        assertThat(derived.getEntry()).hasSize(original.getEntry().size() + 6);
        for (int i = 0; i < original.getEntry().size(); i++) {
            assertThat(derived.getEntry().get(i).equalsDeep(original.getEntry().get(i)))
                    .isTrue();
        }
    }

    @Test
    void theSameBundleGivesTheSameResult() {
        assertThat(derivation("2026-11-01").derive(original).equalsDeep(derived))
                .isTrue();
    }

    @Test
    void aBundleWithoutMonitoredDrugsIsLeftAlone() {
        Bundle people = new Bundle();
        people.addEntry().setResource(new Patient());

        assertThat(derivation("2026-11-01").derive(people).equalsDeep(people)).isTrue();
    }

    private static DispenseDerivation derivation(String until) {
        return new DispenseDerivation(CanadianProducts.from(new Terminology()), LocalDate.parse(until));
    }

    private static List<MedicationDispense> dispenses(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(MedicationDispense.class::isInstance)
                .map(MedicationDispense.class::cast)
                .toList();
    }

    static Bundle bundle() {
        try (InputStream bytes = DispenseDerivationTest.class.getResourceAsStream("synthea-like.json")) {
            String json = new String(Objects.requireNonNull(bytes).readAllBytes(), StandardCharsets.UTF_8);
            return SampleBundles.parse(Bundle.class, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.Urgency;

class OrderReasonsTest {
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10, G83.4, any-neurological-flag",
        "http://hl7.org/fhir/sid/icd-10, R33, urinary-retention",
        "http://snomed.info/sct, 386661006, fever",
        "http://hl7.org/fhir/sid/icd-10, M46.4, any-infection-flag",
        "http://hl7.org/fhir/sid/icd-10, Z85.9, cancer-history",
        "http://hl7.org/fhir/sid/icd-10, C79.5, any-tumour-flag",
        "http://snomed.info/sct, 64859006, osteoporosis",
        "http://hl7.org/fhir/sid/icd-10, M80.9, any-fracture-flag",
        "http://hl7.org/fhir/sid/icd-10, M96.1, prior-lumbar-surgery"
    })
    void aCodedReasonOfTheOrderSpeaksForItsFact(String system, String code, String fact) {
        ImagingVerdict verdict = lumbarMri().because(system, code).decide().verdict();

        assertThat(trace(verdict, fact).state()).isEqualTo(FactState.MET);
        assertThat(trace(verdict, fact).used()).singleElement().satisfies(found -> {
            assertThat(found.source().reference()).isEqualTo("ServiceRequest/order");
            assertThat(found.source().path()).isEqualTo("ServiceRequest.reasonCode");
        });
    }

    @Test
    void retentionOfUrineAsReasonIsAnEmergencyThoughTheChartIsEmpty() {
        ImagingVerdict verdict = lumbarMri().because(ICD, "R33").decide().verdict();

        assertThat(verdict.urgency()).isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void aConditionNamedAsReasonSpeaksAndIsCitedItself() {
        Condition fever = condition(SNOMED, "386661006");
        ImagingVerdict verdict = lumbarMri()
                .ordered(order -> order.addReasonReference(new Reference("Condition/condition")))
                .with(fever.setRecordedDateElement(new DateTimeType("2025-01-01")))
                .decide()
                .verdict();

        assertThat(trace(verdict, "fever").state()).isEqualTo(FactState.MET);
        assertThat(trace(verdict, "fever").used())
                .extracting(found -> found.source().path())
                .containsExactly("ServiceRequest.reasonReference");
        assertThat(trace(verdict, "fever").used())
                .extracting(found -> found.source().reference())
                .containsExactly("Condition/condition");
    }

    @Test
    void aConditionContainedInTheOrderTellsWhenThePainBegan() {
        Condition pain = condition(SNOMED, "279039007");
        pain.setOnset(new DateTimeType("2026-09-14")).setId("pain");
        ImagingVerdict verdict = lumbarMri()
                .ordered(order ->
                        order.addReasonReference(new Reference("#pain")).addContained(pain))
                .decide()
                .verdict();

        assertThat(trace(verdict, "pain-onset").used())
                .extracting(Finding::date)
                .extracting(String::valueOf)
                .containsExactly("2026-09-14");
        assertThat(trace(verdict, "pain-six-weeks").state()).isEqualTo(FactState.NOT_MET);
    }

    @Test
    void aContainedConditionThatNothingNamesIsNoEvidence() {
        ImagingVerdict verdict = lumbarMri()
                .ordered(order ->
                        order.addContained(condition(SNOMED, "386661006").setId("loose")))
                .decide()
                .verdict();

        assertThat(trace(verdict, "fever").state()).isEqualTo(FactState.UNKNOWN);
    }

    @Test
    void aReasonIsFoundByTheFullUrlOfItsBundle() {
        Condition pain = condition(SNOMED, "279039007");
        pain.setId("urn:uuid:0c5f9a2e-6f3a-4c8e-9f5d-2b1f3b7c1d11");
        ImagingVerdict verdict = lumbarMri()
                .ordered(order -> order.setReasonCode(List.of()).addReasonReference(new Reference(pain.getId())))
                .with(pain)
                .decide()
                .verdict();

        assertThat(verdict).isInstanceOf(ImagingVerdict.NeedsData.class);
    }

    @ParameterizedTest
    @CsvSource({"refuted", "entered-in-error"})
    void aConditionThatDoesNotHoldIsNoReason(String status) {
        Condition retention = condition(ICD, "R33");
        retention.setVerificationStatus(concept(VERIFICATION, status));
        ImagingVerdict verdict = lumbarMri()
                .ordered(order -> order.addReasonReference(new Reference("Condition/condition")))
                .with(retention)
                .decide()
                .verdict();

        assertThat(verdict.urgency()).isEqualTo(Urgency.ROUTINE);
        assertThat(trace(verdict, "urinary-retention").state()).isNotEqualTo(FactState.MET);
    }

    @Test
    void aContainedConditionOfAnotherPersonIsSentBack() {
        Condition pain = condition(SNOMED, "279039007");
        pain.setSubject(new Reference("Patient/other")).setId("pain");

        ImagingVerdict verdict = lumbarMri()
                .ordered(order ->
                        order.addReasonReference(new Reference("#pain")).addContained(pain))
                .decide()
                .verdict();

        assertThat(verdict)
                .asInstanceOf(type(ImagingVerdict.NotRecognised.class))
                .satisfies(not -> assertThat(not.missing())
                        .extracting(MissingElement::problem)
                        .containsExactly(MissingElement.Problem.OTHER_PATIENT));
    }

    @Test
    void aReasonInWordsOnlySpeaksForNothing() {
        ImagingVerdict verdict = lumbarMri()
                .ordered(order -> order.addReasonCode().setText("no fever, no cancer"))
                .decide()
                .verdict();

        assertThat(verdict.trace().facts())
                .flatExtracting(FactTrace::used)
                .extracting(found -> ((Finding) found).fact())
                .containsOnly("birth-date");
    }

    private static FactTrace trace(ImagingVerdict verdict, String fact) {
        return verdict.trace().facts().stream()
                .filter(trace -> trace.fact().equals(fact))
                .findFirst()
                .orElseThrow();
    }
}

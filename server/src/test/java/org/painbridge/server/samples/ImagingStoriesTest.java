package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.Urgency;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingRequest;

class ImagingStoriesTest {
    private static final ImagingAppropriateness IMAGING =
            ImagingAppropriateness.with(new Terminology(), PackFiles.shipped());

    static List<Map<String, String>> ratedOrders() {
        return new SourceTable("imaging")
                .rows().stream().filter(row -> !row.get("scenario").isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("ratedOrders")
    void orderIsRatedByTheScenarioItTells(Map<String, String> row) {
        ImagingVerdict verdict = verdict(row.get("patient"));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ImagingVerdict.Rated.class,
                        rated -> assertThat(rated.scenario().id()).isEqualTo(row.get("scenario")));
    }

    @Test
    void orderOfLiamCannotBeRatedBeforeHisRedFlagsAreKnown() {
        assertThat(verdict("Liam")).isInstanceOf(ImagingVerdict.NeedsData.class);
    }

    @Test
    void signsOfClaraAreAnEmergency() {
        assertThat(verdict("Clara").urgency()).isEqualTo(Urgency.EMERGENT);
    }

    private static ImagingVerdict verdict(String given) {
        Patient patient = SampleBundles.of(Patient.class)
                .filter(each -> each.getNameFirstRep().getGivenAsSingleString().equals(given))
                .findFirst()
                .orElseThrow();
        String subject = "Patient/" + patient.getIdPart();
        List<Resource> chart = SampleBundles.resources().stream()
                .filter(each -> subject.equals(subject(each)))
                .toList();
        ServiceRequest order = SampleBundles.of(ServiceRequest.class)
                .filter(each -> each.getId().contains("order-" + given.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        return IMAGING.decide(
                        new ImagingRequest(order, patient, chart, OffsetDateTime.parse("2026-11-01T09:00:00-04:00")))
                .verdict();
    }

    private static String subject(Resource resource) {
        return switch (resource) {
            case Condition condition -> condition.getSubject().getReference();
            case QuestionnaireResponse response -> response.getSubject().getReference();
            default -> "";
        };
    }
}

package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class OrderRatingTest {
    private static final String PAMA = "http://fhir.org/argonaut/Extension/pama-rating";

    private final OrderRating rating = new OrderRating(new PamaRating("no-guidelines-apply", "PainBridge"));

    @Test
    void aRatedOrderCarriesOurRatingThatOfPamaAndTheScoreOfQiCore() {
        ServiceRequest order =
                rating.rated(withoutRedFlags("2026-09-14").decide()).orElseThrow();

        assertThat(order.getExtension())
                .extracting(Extension::getUrl)
                .containsExactlyInAnyOrder(
                        VerdictWriter.EXTENSION,
                        PAMA,
                        PAMA + "-qcdsm-consulted",
                        PAMA + "-consult-id",
                        PAMA + "-auc-applied",
                        "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-servicerequest-appropriatenessScore");
        assertThat(pama(order)).isEqualTo("not-appropriate");
    }

    @Test
    void nothingButExtensionsIsAdded() {
        ImagingDecision decision = withoutRedFlags("2026-09-14").decide();
        ServiceRequest order = rating.rated(decision).orElseThrow();

        order.setExtension(null);

        assertThat(order.equalsDeep(decision.order())).isTrue();
    }

    @Test
    void anEarlierRatingMakesRoomAndOtherExtensionsStay() {
        ServiceRequest order = rating.rated(withoutRedFlags("2026-09-14")
                        .ordered(sent -> sent.addExtension(new Extension(PAMA, new StringType("old"))))
                        .ordered(sent -> sent.addExtension(new Extension("urn:theirs", new StringType("kept"))))
                        .decide())
                .orElseThrow();

        assertThat(order.getExtensionsByUrl(PAMA)).hasSize(1);
        assertThat(order.getExtensionByUrl("urn:theirs")).isNotNull();
    }

    @Test
    void anOrderThatIsNotRatedHasNoRating() {
        assertThat(rating.rated(lumbarMri().decide())).isEmpty();
    }

    private static String pama(ServiceRequest order) {
        CodeableConcept concept =
                (CodeableConcept) order.getExtensionByUrl(PAMA).getValue();
        return concept.getCodingFirstRep().getCode();
    }
}

package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;

class ProvenanceWriterTest {

    @Test
    void everyInputIsNamedWithTheVersionThatWasRead() {
        Resource pain = condition(SNOMED, "279039007").setId("pain");
        pain.getMeta().setVersionId("3");
        ImagingDecision decision = lumbarMri().decide();
        ImagingRequest request = new ImagingRequest(
                decision.order(), (Patient) new Patient().setId("example"), List.of(pain), ImagingRequests.NOW);

        Provenance provenance = new ProvenanceWriter("1.0")
                .provenance(decision, request, Instant.parse("2026-10-05T13:00:01Z"), "a.b.c");

        assertThat(GuideValidator.errors(provenance)).isEmpty();
        assertThat(provenance.getEntity())
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly("ServiceRequest/order", "Patient/example", "Condition/pain/_history/3");
        assertThat(new String(provenance.getSignatureFirstRep().getData(), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("a.b.c");
    }
}

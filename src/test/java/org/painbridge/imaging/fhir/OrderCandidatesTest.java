package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.MissingElement.Problem;
import org.painbridge.imaging.Procedure;

/** An order whose procedure we cannot tell gets a list to choose from; none of it is taken. */
class OrderCandidatesTest {

    @Test
    void wordsWithoutACodeAreToldWhatTheyMayMean() {
        MissingElement missing = missing(new CodeableConcept().setText("IRM lombaire sans contraste"));

        assertThat(missing.problem()).isEqualTo(Problem.ABSENT);
        assertThat(missing.candidates()).extracting(Procedure::key).first().isEqualTo("mr-lumbar-spine-wo");
    }

    @Test
    void theDisplayOfAnUnknownCodeIsReadToo() {
        MissingElement missing = missing(
                new CodeableConcept().addCoding(new Coding("https://clinic.example/codes", "MRK", "MRI knee left")));

        assertThat(missing.problem()).isEqualTo(Problem.NOT_RECOGNISED);
        assertThat(missing.candidates()).extracting(Procedure::key).first().isEqualTo("mr-knee");
    }

    @Test
    void aTextThatMayMeanAnythingHasNoCandidates() {
        assertThat(missing(new CodeableConcept().setText("MRI please")).candidates())
                .isEmpty();
    }

    private static MissingElement missing(CodeableConcept code) {
        ImagingVerdict verdict =
                lumbarMri().ordered(order -> order.setCode(code)).decide().verdict();

        assertThat(verdict).isInstanceOf(ImagingVerdict.NotRecognised.class);
        List<MissingElement> missing = ((ImagingVerdict.NotRecognised) verdict).missing();
        return missing.stream()
                .filter(element -> element.expression().startsWith("ServiceRequest.code"))
                .findFirst()
                .orElseThrow();
    }
}

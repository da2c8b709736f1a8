package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderContentTest {

    @ParameterizedTest
    @MethodSource("edits")
    void anEditChangesTheHash(Consumer<ServiceRequest> edit) {
        assertThat(hash(edit)).isNotEqualTo(hash(order -> {}));
    }

    @ParameterizedTest
    @MethodSource("workflow")
    void signingAndRoutingDoNot(Consumer<ServiceRequest> step) {
        assertThat(hash(step)).isEqualTo(hash(order -> {}));
    }

    @Test
    void theTextIsLinesOfPathAndValueWithoutNames() {
        ServiceRequest order = new ServiceRequest();
        order.getSubject().setReference("Patient/7").setDisplay("Nora Example");
        order.getCode().addCoding().setSystem("http://loinc.org").setCode("24968-0");

        assertThat(OrderContent.of(order).text()).isEqualTo("""
            ServiceRequest.code[0].coding[0].system[0]=http://loinc.org
            ServiceRequest.code[0].coding[0].code[0]=24968-0
            ServiceRequest.subject[0].reference[0]=Patient/7\
            """);
    }

    private static Stream<Consumer<ServiceRequest>> edits() {
        return Stream.of(
                order -> order.getCode().getCodingFirstRep().setCode("24531-6"),
                order -> order.getCode().setText("MRI of the brain"),
                order -> order.getSubject().setReference("Patient/other"),
                order -> order.addReasonCode(new CodeableConcept().setText("weakness")),
                order -> order.setReasonCode(null),
                order -> order.setDoNotPerform(true),
                order -> order.setPriority(ServiceRequestPriority.STAT),
                order -> order.addBodySite().setText("left"),
                order -> order.addContained(new Condition().setId("pain")),
                order -> order.addModifierExtension(new Extension("urn:x", new BooleanType(true))));
    }

    private static Stream<Consumer<ServiceRequest>> workflow() {
        return Stream.of(
                order -> order.setStatus(ServiceRequestStatus.ACTIVE),
                order -> order.setId("another"),
                order -> order.addIdentifier(new Identifier().setValue("17")),
                order -> order.addNote().setText("please call"),
                order -> order.addPerformer().setReference("Organization/imaging"),
                order -> order.getSubject().setDisplay("Nora Example"),
                order -> order.getSubject().setReference("https://emr.example/fhir/Patient/example/_history/2"),
                order -> order.addExtension(new Extension(VerdictWriter.EXTENSION)));
    }

    private static String hash(Consumer<ServiceRequest> change) {
        return lumbarMri().ordered(change).decide().orderHash();
    }
}

package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Urgency;

/** A radiograph of the hip, whose scenarios ask for no sign of the cauda equina. */
class OrderLinksTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String TODAY = "2026-10-05T08:00:00-04:00";
    private static final String EARLIER = "2026-09-10T08:00:00-04:00";

    @Test
    void anObservationThatIsTheReasonOfTheOrderIsOfTheOrder() {
        assertThat(urgency(observed(EARLIER), order -> order.addReasonReference(to("Observation/saddle"))))
                .isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(observed(EARLIER), order -> order.addSupportingInfo(to("Observation/saddle"))))
                .isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(observed(EARLIER), order -> order.addSupportingInfo(to("Observation/other"))))
                .isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void aConditionThatSupportsTheOrderIsOfTheOrder() {
        Condition cauda = condition(ICD, "G83.4");

        assertThat(urgency(cauda, order -> order.addSupportingInfo(to("Condition/condition"))))
                .isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(cauda, order -> {})).isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void whatDoesNotTellForWhichOrderItIsCountsOnItsDay() {
        assertThat(urgency(observed(TODAY), order -> {})).isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(answered(TODAY), order -> {})).isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(observed(EARLIER), order -> {})).isEqualTo(Urgency.ROUTINE);
        assertThat(urgency(answered(EARLIER), order -> {})).isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void whatIsBasedOnTheOrderIsOfTheOrderAndWhatIsBasedOnAnotherIsNot() {
        assertThat(urgency(answered(EARLIER).addBasedOn(to("ServiceRequest/order")), order -> {}))
                .isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(observed(EARLIER).addBasedOn(to("ServiceRequest/order")), order -> {}))
                .isEqualTo(Urgency.EMERGENT);
        assertThat(urgency(answered(TODAY).addBasedOn(to("ServiceRequest/other")), order -> {}))
                .isEqualTo(Urgency.ROUTINE);
        assertThat(urgency(
                        answered(EARLIER).addBasedOn(to("ServiceRequest/other")),
                        order -> order.addReplaces(to("ServiceRequest/other"))))
                .isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void anOrderThatNothingNamesIsNotTakenForAnother() {
        assertThat(urgency(answered(TODAY).addBasedOn(to("ServiceRequest/order")), order -> order.setId((String) null)))
                .isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void theFormOfTheCardIsBasedOnTheOrderUnlessThatIsADraft() {
        assertThat(form(ServiceRequestStatus.ACTIVE).getBasedOn())
                .extracting(Reference::getReference)
                .containsExactly("ServiceRequest/order");
        assertThat(form(ServiceRequestStatus.DRAFT).getBasedOn()).isEmpty();
    }

    private static QuestionnaireResponse form(ServiceRequestStatus status) {
        ImagingDecision asking =
                lumbarMri().ordered(order -> order.setStatus(status)).decide();
        CdsCard card = new CdsCards(Language.EN).card(asking).orElseThrow();
        CdsCard.Action.Create create =
                (CdsCard.Action.Create) card.suggestions().getLast().actions().getFirst();
        return (QuestionnaireResponse) create.resource();
    }

    private static Urgency urgency(Resource data, Consumer<ServiceRequest> change) {
        return ALL.decide(lumbarMri()
                        .ordered(order -> order.setCode(concept(Procedure.SYSTEM, "xr-hip"))
                                .setReasonCode(List.of(concept(ICD, "M16.1"))))
                        .ordered(change)
                        .with(data)
                        .build())
                .verdict()
                .urgency();
    }

    private static Observation observed(String when) {
        Observation observation = new Observation();
        observation.setId("saddle");
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(concept(Fact.SYSTEM, "saddle-anaesthesia"));
        observation.setSubject(to("Patient/example"));
        observation.setEffective(new DateTimeType(when));
        return observation.setValue(new BooleanType(true));
    }

    private static QuestionnaireResponse answered(String when) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
        answers.setAuthoredElement(new DateTimeType(when));
        return ImagingRequests.answer(answers, "saddle-anaesthesia", new BooleanType(true));
    }

    private static Reference to(String reference) {
        return new Reference(reference);
    }
}

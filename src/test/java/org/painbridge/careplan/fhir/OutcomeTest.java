package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.careplan.ExchangeReason;

/** What an activity brings besides findings: requests. */
class OutcomeTest extends PlanActs {
    private static final String SPECIALIST = "PractitionerRole/pain-specialist-role";
    private static final String PHYSICIAN_ROLE = "PractitionerRole/family-physician-role";

    @BeforeEach
    void accepted() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "original-order", "instance-order", "filler-order"})
    void nobodyOrdersAMedicineInTheNameOfAnother(String intent) {
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> bring(medicine(intent, SPECIALIST)));
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> bring(medicine(intent, null)));

        bring(medicine(intent, PHYSICIAN_ROLE));

        assertThat(plan.all(MedicationRequest.class)).hasSize(2);
    }

    @Test
    void nobodyOrdersAServiceInTheNameOfAnother() {
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> bring(service(ServiceRequestIntent.ORDER)));

        bring(service(ServiceRequestIntent.PROPOSAL));

        assertThat(plan.all(ServiceRequest.class)).hasSize(2);
    }

    private void bring(Resource outcome) {
        plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, sent -> {
            sent.addParameter("activity", new Reference(TAPER));
            sent.addParameter().setName("outcome").setResource(outcome);
        });
    }

    private static MedicationRequest medicine(String intent, @org.jspecify.annotations.Nullable String requester) {
        MedicationRequest medicine = new MedicationRequest()
                .setStatus(MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequestIntent.fromCode(intent))
                .setSubject(new Reference("Patient/p1"))
                .setMedication(new CodeableConcept().setText("Hydromorphone 8 mg"));
        return requester == null ? medicine : medicine.setRequester(new Reference(requester));
    }

    private static ServiceRequest service(ServiceRequestIntent intent) {
        return new ServiceRequest()
                .setStatus(ServiceRequestStatus.ACTIVE)
                .setIntent(intent)
                .setSubject(new Reference("Patient/p1"))
                .setRequester(new Reference(SPECIALIST))
                .setCode(new CodeableConcept().setText("Warm pool"));
    }
}

package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/** A plan in memory, and what is sent about it. */
abstract class PlanActs {
    static final String PHYSIO = "ServiceRequest/ServiceRequest-1";
    static final String TAPER = "MedicationRequest/MedicationRequest-1";
    static final String VISIT = "Appointment/Appointment-1";
    final MemoryPlan plan = new MemoryPlan();

    Consumer<Parameters> answer(String decision) {
        return answer(plan.review(), decision);
    }

    static Consumer<Parameters> answer(String review, String decision) {
        return sent -> {
            sent.addParameter("task", new Reference(review));
            sent.addParameter("decision", new CodeType(decision));
        };
    }

    Consumer<Parameters> some(String physio, String taper, String visit) {
        return answer("accept-some")
                .andThen(choice(PHYSIO, physio))
                .andThen(choice(TAPER, taper))
                .andThen(choice(VISIT, visit));
    }

    static Consumer<Parameters> choice(String activity, String decision) {
        return sent -> {
            ParametersParameterComponent choice = sent.addParameter().setName("activity");
            choice.addPart().setName("reference").setValue(new Reference(activity));
            choice.addPart().setName("decision").setValue(new CodeType(decision));
            choice.addPart().setName("reason").setValue(new CodeableConcept().setText("As we said"));
        };
    }

    static Consumer<Parameters> comment(String text) {
        return sent -> sent.addParameter("comment", text);
    }

    static Consumer<Parameters> because(String why) {
        return sent -> sent.addParameter("reason", new StringType(why));
    }

    static Consumer<Parameters> progress(String activity, String status) {
        return sent -> {
            sent.addParameter("activity", new Reference(activity));
            sent.addParameter("status", new CodeType(status));
        };
    }

    void assertPlan(String status, String agreement) {
        CarePlan now = plan.only(CarePlan.class);
        assertThat(now.getStatus().toCode()).isEqualTo(status);
        assertThat(now.getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/plan-agreement")
                        .getValue()
                        .primitiveValue())
                .isEqualTo(agreement);
    }

    static void assertRefused(ExchangeReason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}

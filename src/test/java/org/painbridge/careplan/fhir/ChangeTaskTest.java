package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.fhir.PlanChange.Action;

/** A proposal shows of each change the product that it is about. */
class ChangeTaskTest {
    @Test
    void medicinesThatTheirRequestsCallTheSameStayApart() {
        Task task = new Task();

        ChangeTask.write(List.of(change("one", "Morphine 10 mg"), change("two", "Oxycodone 5 mg")), task);

        Task kept = Pushes.json().parseResource(Task.class, Pushes.json().encodeResourceToString(task));
        assertThat(product(kept, "change-1")).isEqualTo("Morphine 10 mg");
        assertThat(product(kept, "change-3")).isEqualTo("Oxycodone 5 mg");
        assertThat(ChangeTask.read(kept))
                .extracting(change -> ((MedicationRequest) change.wanted())
                        .getMedicationReference()
                        .getReference())
                .containsExactly("#med", "#med");
    }

    private static String product(Task task, String change) {
        MedicationRequest request = (MedicationRequest) inside(task, "#" + change);
        Medication product =
                (Medication) inside(task, request.getMedicationReference().getReference());
        return product.getCode().getText();
    }

    private static Resource inside(Task task, String reference) {
        return task.getContained().stream()
                .filter(each ->
                        reference.equals("#" + each.getIdElement().getIdPart().replace("#", "")))
                .findFirst()
                .orElseThrow();
    }

    private static PlanChange change(String id, String product) {
        Medication medication = new Medication().setCode(new CodeableConcept().setText(product));
        medication.setId("med");
        MedicationRequest request = new MedicationRequest();
        request.addContained(medication);
        request.setMedication(new Reference("#med"));
        return new PlanChange(Action.REPLACE, "MedicationRequest/" + id, 1, request);
    }
}

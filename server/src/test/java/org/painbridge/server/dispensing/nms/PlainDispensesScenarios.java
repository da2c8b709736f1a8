package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Dispenses by plain REST, held to what a submission is held to. */
abstract class PlainDispensesScenarios extends NmsScenarios {
    @Autowired
    private FhirStore store;

    @Autowired
    private SubmissionReader reader;

    @Autowired
    private SubmissionCheck check;

    @Autowired
    private DrugTable drugs;

    /** As a server with painbridge.nms.check-plain-creates does. */
    @Test
    void aDispenseThatIsCreatedByPlainRestIsHeldToTheSameButForTheNumbersOfTheTransaction() {
        PlainDispenses checked = new PlainDispenses(reader, check, new MonitoredProducts(drugs), true);
        MedicationDispense right = parsed(dispense.json());
        right.getIdentifier().clear();
        MedicationDispense tooLong = right.copy();
        tooLong.getDaysSupply().setValue(366);
        MedicationDispense elsewhere = tooLong.copy();
        ((CodeableConcept) elsewhere.getMedication()).getCodingFirstRep().setCode("99999998");

        create(right, checked);
        create(elsewhere, checked);
        create(tooLong, new PlainDispenses(reader, check, new MonitoredProducts(drugs), false));
        assertThatThrownBy(() -> create(tooLong, checked)).isInstanceOfSatisfying(RequestProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(422);
            assertThat(json((OperationOutcome) problem.getOperationOutcome()))
                    .contains("nms-days-supply", "dispense without an identifier");
        });
        MedicationDispense later = tooLong.copy();
        later.setStatus(MedicationDispenseStatus.INPROGRESS);
        String id = create(later, checked);
        later.setStatus(MedicationDispenseStatus.COMPLETED).setId(id);
        assertThatThrownBy(() -> update(later, checked)).isInstanceOf(RequestProblem.class);
    }

    /** A steward who corrects one thing need not correct all. */
    @Test
    void whatIsOldIsCorrectedByPlainRest() {
        PlainDispenses checked = new PlainDispenses(reader, check, new MonitoredProducts(drugs), true);
        MedicationDispense old =
                parsed(dispense.on(PharmacyRecord.today().minusYears(3)).json());
        old.getDaysSupply().setValue(366);
        old.setId(create(old, new PlainDispenses(reader, check, new MonitoredProducts(drugs), false)));

        old.getQuantity().setValue(60);
        update(old, checked);
        old.getQuantity().setValue(-1);
        assertThatThrownBy(() -> update(old, checked))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(json((OperationOutcome) problem.getOperationOutcome()))
                                .contains("nms-quantity")
                                .doesNotContain("nms-days-supply", "nms-too-old"));
    }

    private void update(MedicationDispense dispense, PlainDispenses checked) {
        store.write(transaction -> {
            transaction.update(dispense, null);
            checked.beforeCommit(transaction, transaction.changes());
            return true;
        });
    }

    private String create(MedicationDispense dispense, PlainDispenses checked) {
        return store.write(transaction -> {
            String id = transaction.create(dispense.copy()).id();
            checked.beforeCommit(transaction, transaction.changes());
            return id;
        });
    }

    private MedicationDispense parsed(String json) {
        return context().newJsonParser().parseResource(MedicationDispense.class, json);
    }
}

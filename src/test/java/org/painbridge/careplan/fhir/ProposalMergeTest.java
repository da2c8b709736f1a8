package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/** What becomes of two changes of the same version. */
class ProposalMergeTest extends ProposedChanges {
    @Test
    void differentElementsMerge() {
        Goal mine = wanted("Walk to the market");
        propose(PHYSICIAN, replace(GOAL, mine));
        Goal later = plan.only(Goal.class).copy();
        later.getTargetFirstRep().setDue(new DateType("2027-06-01"));
        propose(SPECIALIST, replace(GOAL, later));

        decide(SPECIALIST, "accept", "");

        Goal goal = plan.only(Goal.class);
        assertThat(goal.getDescription().getText()).isEqualTo("Walk to the market");
        assertThat(goal.getTargetFirstRep().getDueDateType().getValueAsString()).isEqualTo("2027-06-01");
    }

    @Test
    void theSameElementChangedOtherwiseIsAConflictOfBothValuesAndAuthors() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));
        propose(SPECIALIST, replace(GOAL, wanted("Swim")));

        Parameters answer = decide(SPECIALIST, "accept", "");

        ParametersParameterComponent conflict = answer.getParameter("conflict");
        assertThat(part(conflict, "path")).isEqualTo("Goal.description");
        assertThat(part(conflict, "current")).isEqualTo("Swim");
        assertThat(part(conflict, "proposed")).isEqualTo("Walk to the market");
        assertThat(reference(conflict, "currentAuthor")).isEqualTo("PractitionerRole/pain-specialist-role");
        assertThat(reference(conflict, "proposedAuthor")).isEqualTo("PractitionerRole/family-physician-role");
        assertThat(proposals().getFirst().getStatus().toCode()).isEqualTo("on-hold");
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Swim");
    }

    @Test
    void aProposalFromWhatIsNoLongerThereIsRefusedWithTheConflict() {
        Goal seen = wanted("Walk to the market");
        propose(SPECIALIST, replace(GOAL, wanted("Swim")));

        assertThatThrownBy(() -> propose(PHYSICIAN, replace(GOAL, seen)))
                .isInstanceOfSatisfying(ExchangeRefusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(ExchangeReason.CHANGE_CONFLICT);
                    assertThat(refusal.places().getFirst().fix())
                            .contains("Swim", "Walk to the market", "pain-specialist-role", "family-physician-role");
                });
    }

    @Test
    void aMedicineNeverMerges() {
        MedicationRequest seen = plain(plan.only(MedicationRequest.class));
        MedicationRequest noted = seen.copy();
        noted.addNote().setText("With food");
        MedicationRequest dosed = seen.copy();
        dosed.addDosageInstruction().setText("One at night");
        propose(SPECIALIST, replace(TAPER, noted));

        assertRefused(ExchangeReason.CHANGE_CONFLICT, () -> propose(SPECIALIST, replace(TAPER, dosed)));
    }
}

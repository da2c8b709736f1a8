package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PlanMove;

/** Nothing that is written into a plan, or follows from it, leads into the record of another patient. */
class SamePatientTest extends ProposedChanges {
    private static final String OWN = "Condition/earlier";
    private static final String ANOTHERS = "Condition/of-another";

    @Test
    void neitherTeamNorAuthorIsReplaced() {
        CareTeam team = new CareTeam().setStatus(CareTeam.CareTeamStatus.ACTIVE);
        team.setSubject(new Reference("Patient/p1")).setId("CareTeam/earlier");
        plan.keep(team, 1);
        CarePlan moved = header();
        moved.setCareTeam(List.of(new Reference("CareTeam/earlier")));
        CarePlan taken = header().setAuthor(new Reference("PractitionerRole/family-physician-role"));

        assertRefused(ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace("CarePlan/CarePlan-1", moved)));
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace("CarePlan/CarePlan-1", taken)));
    }

    @Test
    void aTeamOfAnotherIsNotJoined() {
        MemoryPlan fresh = new MemoryPlan();
        CareTeam team = fresh.only(CareTeam.class);
        team.setSubject(new Reference("Patient/another"));

        fresh.act(new Response(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(fresh.review()));
            sent.addParameter("decision", new CodeType("accept"));
        });

        assertThat(fresh.all(CareTeam.class)).hasSize(2);
        assertThat(fresh.all(CareTeam.class).getFirst().getMeta().getVersionId())
                .isEqualTo("1");
    }

    @Test
    void aPlanAddressesNothingOfAnother() {
        keep(ANOTHERS, "Patient/another");
        keep(OWN, "Patient/p1");

        assertRefused(ExchangeReason.SUBJECT_DIFFERS, () -> propose(SPECIALIST, addressing(ANOTHERS)));
        assertRefused(ExchangeReason.SUBJECT_DIFFERS, () -> propose(SPECIALIST, addressing("Condition/nowhere")));
        propose(SPECIALIST, addressing(OWN));
        assertThat(plan.only(CarePlan.class).getAddresses().getLast().getReference())
                .isEqualTo(OWN);
    }

    @Test
    void theWrongPatientLosesOnlyWhatCameWithThePlan() {
        keep(OWN, "Patient/p1");
        keep(ANOTHERS, "Patient/another");
        propose(SPECIALIST, addressing(OWN));
        plan.only(CarePlan.class).addSupportingInfo(new Reference(ANOTHERS)); // By an older server.

        plan.act(
                new StatusAction(PlanMove.WRONG_PATIENT),
                SPECIALIST,
                sent -> sent.addParameter("reason", new StringType("Another person of that name")));

        assertThat(verification("Condition/Condition-1")).isEqualTo("entered-in-error");
        assertThat(verification(OWN)).isNull();
        assertThat(verification(ANOTHERS)).isNull();
    }

    @Test
    void aVisitIsOfOnePatient() {
        Appointment visit = plan.only(Appointment.class).copy();
        visit.addParticipant()
                .setActor(new Reference("Patient/another"))
                .setStatus(Appointment.ParticipationStatus.NEEDSACTION);

        assertRefused(
                ExchangeReason.SUBJECT_DIFFERS,
                () -> propose(SPECIALIST, change("add").andThen(with(visit))));
    }

    @Test
    void anOutcomeLeadsToNothingOfAnother() {
        keep(ANOTHERS, "Patient/another");
        Observation score = plan.only(Observation.class).copy();
        score.addFocus(new Reference(ANOTHERS));

        assertRefused(
                ExchangeReason.SUBJECT_DIFFERS,
                () -> plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, sent -> {
                    sent.addParameter("activity", new Reference(TAPER));
                    sent.addParameter().setName("outcome").setResource(score);
                }));
    }

    @Test
    void anotherPatientCarriesNothingOut() {
        MemoryPlan fresh = new MemoryPlan();
        Patient another = new Patient();
        another.setId("Patient/another");
        fresh.keep(another, 1);

        assertRefused(
                ExchangeReason.PARAMETER_INVALID,
                () -> fresh.act(new Response(), PHYSICIAN, sent -> {
                    sent.addParameter("task", new Reference(fresh.review()));
                    sent.addParameter("decision", new CodeType("accept"));
                    ParametersParameterComponent choice = sent.addParameter().setName("activity");
                    choice.addPart().setName("reference").setValue(new Reference(TAPER));
                    choice.addPart().setName("decision").setValue(new CodeType("accept"));
                    choice.addPart().setName("performer").setValue(new Reference("Patient/another"));
                }));
    }

    private CarePlan header() {
        return plan.only(CarePlan.class).copy();
    }

    private Consumer<Parameters> addressing(String condition) {
        CarePlan header = header();
        header.addAddresses(new Reference(condition));
        return replace("CarePlan/CarePlan-1", header);
    }

    private void keep(String condition, String patient) {
        Condition kept = new Condition().setCode(new CodeableConcept().setText("Long known"));
        kept.setSubject(new Reference(patient)).setId(condition);
        plan.keep(kept, 1);
    }

    private String verification(String condition) {
        return ((Condition) plan.read(condition).orElseThrow())
                .getVerificationStatus()
                .getCodingFirstRep()
                .getCode();
    }
}

package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.Speaker;

/** What ends with a plan, or with an activity of it, and what does not. */
class PlanEndTest extends PlanActs {
    private static final String FAMILY = "PractitionerRole/family-physician-role";
    private static final String THERAPIST = "PractitionerRole/physiotherapist";
    private static final Speaker AS_THERAPIST = MemoryPlan.speaker(THERAPIST);

    @Test
    void aBookedVisitIsNotCalledOffWithThePlan() {
        Appointment visit = plan.only(Appointment.class);
        visit.setStatus(AppointmentStatus.BOOKED);

        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        assertThat(plan.only(Appointment.class).getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void aProposedVisitIs() {
        plan.only(Appointment.class)
                .setStatus(AppointmentStatus.PROPOSED)
                .setStart(null)
                .setEnd(null);

        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        assertThat(plan.only(Appointment.class).getStatus()).isEqualTo(AppointmentStatus.CANCELLED);
    }

    @Test
    void theTeamOfThePatientOutlivesAPlanOfTheWrongPatient() {
        CareTeam earlier = teamFromBefore();
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        plan.act(new StatusAction(PlanMove.WRONG_PATIENT), SPECIALIST, because("Another person of that name"));

        CareTeam after = (CareTeam) plan.read(earlier.getId()).orElseThrow();
        assertThat(after.getStatus()).isEqualTo(CareTeamStatus.ACTIVE);
        assertThat(after.getParticipant())
                .allSatisfy(each -> assertThat(each.getPeriod().hasEnd())
                        .isEqualTo(FAMILY.equals(each.getMember().getReference())));
    }

    @Test
    void whatWasFoundByAPlanOfTheWrongPatientCountsNoMore() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        Procedure procedure = new Procedure().setStatus(Procedure.ProcedureStatus.COMPLETED);
        DiagnosticReport report = new DiagnosticReport()
                .setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL)
                .setCode(new CodeableConcept().setText("Gait"));
        Reference patient = plan.only(CarePlan.class).getSubject();
        plan.act(
                new Progress(PushWriting.TAPER),
                PHYSICIAN,
                progress(PHYSIO, "in-progress")
                        .andThen(sent -> outcomes(
                                sent,
                                plan.only(Observation.class).copy(),
                                procedure.setSubject(patient),
                                report.setSubject(patient))));
        assertThat(plan.all(Observation.class)).hasSize(2);

        plan.act(new StatusAction(PlanMove.WRONG_PATIENT), SPECIALIST, because("Another person of that name"));

        assertThat(plan.all(Observation.class))
                .allMatch(found -> found.getStatus().toCode().equals("entered-in-error"));
        assertThat(plan.only(Procedure.class).getStatus()).isEqualTo(Procedure.ProcedureStatus.ENTEREDINERROR);
        assertThat(plan.only(DiagnosticReport.class).getStatus())
                .isEqualTo(DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR);
        assertThat(WrongPatient.MARKED).containsAll(Outcomes.TYPES);
    }

    /** The server opens a plan by a task that says so to nobody who was asked, see CareRelations. */
    @Test
    void aPlanOfTheWrongPatientIsItsCustodiansAloneFromThenOn() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        plan.act(new StatusAction(PlanMove.WRONG_PATIENT), SPECIALIST, because("Another person of that name"));

        assertThat(plan.all(Task.class)).allSatisfy(task -> {
            assertThat(task.getStatusReason().hasCoding(Definitions.PLAN_ACTION.url(), "wrong-patient"))
                    .isTrue();
            assertThat(task.getStatusReason().getText()).isEqualTo("Another person of that name");
        });
        assertRefused(
                ExchangeReason.NOT_MEMBER,
                () -> plan.act(new CommentAction(), PHYSICIAN, sent -> sent.addParameter("text", "Who is this?")));
        plan.act(new CommentAction(), SPECIALIST, sent -> sent.addParameter("text", "I told the practice"));
    }

    /** Anybody who may write a task can name more in it. */
    @Test
    void whatWasThereBeforeAPlanOfTheWrongPatientStaysThoughATaskNamesIt() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        Observation earlier = plan.only(Observation.class).copy();
        earlier.setId("Observation/earlier");
        plan.keep(earlier, 2);
        plan.task(PHYSIO)
                .addOutput()
                .setValue(new Reference("Observation/earlier"))
                .setType(new CodeableConcept().setText(Progress.OUTCOME));

        plan.act(new StatusAction(PlanMove.WRONG_PATIENT), SPECIALIST, because("Another person of that name"));

        assertThat(((Observation) plan.read("Observation/earlier").orElseThrow()).getStatus())
                .isEqualTo(earlier.getStatus());
    }

    @ParameterizedTest
    @EnumSource(
            value = PlanMove.class,
            names = {"WITHDRAW", "WRONG_PATIENT"})
    void aTaskInAStateThatNobodyHereGaveItHoldsUpNoEnd(PlanMove end) {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        Task imported = plan.task(PHYSIO).copy();
        imported.setStatus(Task.TaskStatus.READY).setId("Task/imported");
        plan.keep(imported, 1);

        plan.act(new StatusAction(end), SPECIALIST, because("She moves away"));

        assertThat(((Task) plan.read("Task/imported").orElseThrow()).getStatus())
                .isEqualTo(Task.TaskStatus.CANCELLED);
    }

    private static void outcomes(Parameters sent, Resource... found) {
        for (Resource each : found) {
            sent.addParameter().setName("outcome").setResource(each);
        }
    }

    @Test
    void whoseActivityIsCalledOffLeavesTheTeam() {
        therapistCarriesOut();

        assertThat(hasLeft(plan.only(CareTeam.class))).isFalse();

        LivingPlan living = living();
        living.callOff(List.of(PHYSIO), "");
        assertThat(living.changed())
                .filteredOn(CareTeam.class::isInstance)
                .singleElement()
                .satisfies(team -> assertThat(hasLeft((CareTeam) team)).isTrue());
    }

    @Test
    void whoseActivityEndsWithThePlanLeavesTheTeamFromBefore() {
        CareTeam earlier = teamFromBefore();
        therapistCarriesOut();
        assertThat(hasLeft((CareTeam) plan.read(earlier.getId()).orElseThrow())).isFalse();

        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        CareTeam after = (CareTeam) plan.read(earlier.getId()).orElseThrow();
        assertThat(after.getStatus()).isEqualTo(CareTeamStatus.ACTIVE);
        assertThat(hasLeft(after)).isTrue();
    }

    @Test
    void aTaskInAStateThatNobodyHereGaveItIsPassedOver() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        Task imported = plan.task(PHYSIO).copy();
        imported.setStatus(Task.TaskStatus.READY).setId("Task/imported");
        plan.keep(imported, 1);

        LivingPlan living = living();
        living.callOff(List.of(PHYSIO), "");

        assertThat(living.changed())
                .filteredOn(Task.class::isInstance)
                .extracting(task -> ((Task) task).getStatus().toCode())
                .containsExactly("cancelled");
    }

    private LivingPlan living() {
        return new LivingPlan(
                plan.only(CarePlan.class).copy(),
                plan,
                new PlanDesk(MemoryPlan.NOW, type -> type + "-more", ZoneId.of("America/Toronto")));
    }

    private CareTeam teamFromBefore() {
        CareTeam earlier = plan.only(CareTeam.class).copy();
        earlier.setId("CareTeam/earlier");
        earlier.getParticipant().removeIf(each -> FAMILY.equals(each.getMember().getReference()));
        plan.keep(earlier, 1);
        plan.only(CarePlan.class).setCareTeam(List.of(new Reference("CareTeam/earlier")));
        return earlier;
    }

    private void therapistCarriesOut() {
        plan.act(new Response(), PHYSICIAN, answer("accept").andThen(sent -> {
            ParametersParameterComponent choice = sent.addParameter().setName("activity");
            choice.addPart().setName("reference").setValue(new Reference(PHYSIO));
            choice.addPart().setName("decision").setValue(new CodeType("accept"));
            choice.addPart().setName("performer").setValue(new Reference(THERAPIST));
        }));
        plan.act(new Progress(PushWriting.TAPER), AS_THERAPIST, progress(PHYSIO, "accepted"));
    }

    private static boolean hasLeft(CareTeam team) {
        return team.getParticipant().stream()
                .filter(each -> THERAPIST.equals(each.getMember().getReference()))
                .allMatch(each -> each.getPeriod().hasEnd());
    }
}

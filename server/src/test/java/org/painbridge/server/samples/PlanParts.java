package org.painbridge.server.samples;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** One plan and what it is made of: one row of {@code plans.csv}. */
final class PlanParts {
    private static final String PEG = "91147-9";
    private static final String PERTAINS_TO_GOAL = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal";

    private final Map<String, String> row;
    private final Reference patient;
    private final Reference specialist;
    private final Condition condition = new Condition();
    private final CareTeam team = new CareTeam();
    private final Goal goal = new Goal();
    private final Observation peg = new Observation();
    private final ServiceRequest physiotherapy = new ServiceRequest();
    private final MedicationRequest taper = new MedicationRequest();
    private final CarePlan plan = new CarePlan();

    PlanParts(Map<String, String> row, Reference patient) {
        this.row = row;
        this.patient = patient;
        this.specialist = Fhir.role(row.get("specialist"));
        name(row.get("patient").toLowerCase(Locale.ROOT));
        fillCondition();
        fillTeam();
        fillGoal();
        fillPeg();
        fillPhysiotherapy();
        fillTaper();
        fillPlan();
    }

    CarePlan plan() {
        return plan;
    }

    ServiceRequest physiotherapy() {
        return physiotherapy;
    }

    MedicationRequest taper() {
        return taper;
    }

    List<Resource> all() {
        return List.of(plan, team, condition, goal, peg, physiotherapy, taper);
    }

    private void name(String patient) {
        Fhir.named(plan, "plan-" + patient, "pain-care-plan");
        Fhir.named(team, "team-" + patient, "pain-care-team");
        Fhir.named(goal, "goal-" + patient, "pain-goal");
        condition.setId("plan-cond-" + patient);
        peg.setId("peg-" + patient);
        physiotherapy.setId("physio-" + patient);
        taper.setId("taper-" + patient);
    }

    /** The problem as the plan's author states it; a push brings its own. */
    private void fillCondition() {
        condition
                .getClinicalStatus()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/condition-clinical")
                .setCode("active");
        condition.setCode(Fhir.concept(Fhir.SNOMED, "82423001", "Chronic pain")).setSubject(patient);
    }

    private void fillTeam() {
        team.setStatus(CareTeamStatus.ACTIVE).setSubject(patient);
        member(specialist, Fhir.text("Pain specialist, custodian of the plan"));
        if (row.get("review").equals("accepted")) {
            member(
                    Fhir.role(row.get("doctor")),
                    Fhir.concept(Fhir.SNOMED, Clinic.FAMILY_PHYSICIAN, "Family physician"));
        }
    }

    private void member(Reference who, CodeableConcept role) {
        team.addParticipant()
                .addRole(role)
                .setMember(who.copy())
                .getPeriod()
                .setStartElement(new DateTimeType(row.get("created")));
    }

    private void fillGoal() {
        boolean active = row.get("plan").equals("active");
        goal.setLifecycleStatus(active ? GoalLifecycleStatus.ACTIVE : GoalLifecycleStatus.PROPOSED);
        goal.setDescription(Fhir.text(row.get("goal"))).setSubject(patient);
        goal.addTarget()
                .setMeasure(Fhir.concept(Fhir.LOINC, PEG, "PEG mean score"))
                .setDetail(score("4"))
                .setDue(new DateType(row.get("due")));
        goal.setExpressedBy(patient.copy()).addAddresses(Fhir.to(condition));
    }

    private void fillPeg() {
        peg.setStatus(ObservationStatus.FINAL).setSubject(patient);
        peg.setCode(Fhir.concept(Fhir.LOINC, PEG, "PEG mean score"));
        peg.setEffective(new DateTimeType(row.get("created"))).setValue(score("7.3"));
        peg.addPerformer(specialist.copy());
    }

    private static Quantity score(String value) {
        return Fhir.quantity(value, "{score}", "{score}");
    }

    private void fillPhysiotherapy() {
        physiotherapy.setStatus(ServiceRequestStatus.ACTIVE).setIntent(ServiceRequestIntent.PROPOSAL);
        physiotherapy.setCode(Fhir.concept(Fhir.SNOMED, "91251008", "Physical therapy"));
        physiotherapy.setSubject(patient).setRequester(specialist.copy());
        pertainsToGoal(physiotherapy);
    }

    private void fillTaper() {
        taper.setStatus(MedicationRequestStatus.ACTIVE).setIntent(MedicationRequestIntent.PROPOSAL);
        taper.setMedication(Fhir.concept(Fhir.DIN, row.get("din"), row.get("dose")));
        taper.setSubject(patient).setRequester(specialist.copy());
        taper.addDosageInstruction().setText(row.get("dose"));
        if (!row.get("target_mme").isEmpty()) {
            taper.addExtension(
                    Fhir.PAINBRIDGE + "StructureDefinition/target-mme",
                    new Quantity()
                            .setValue(new BigDecimal(row.get("target_mme")))
                            .setUnit("mg/d")
                            .setSystem(Fhir.UCUM)
                            .setCode("mg/d"));
        }
        pertainsToGoal(taper);
    }

    private void pertainsToGoal(DomainResource request) {
        request.addExtension(PERTAINS_TO_GOAL, Fhir.to(goal));
    }

    private void fillPlan() {
        plan.addIdentifier(Fhir.identifier(
                Fhir.PAINBRIDGE + "sid/care-plan", "PLAN-" + row.get("patient").toUpperCase(Locale.ROOT)));
        plan.setStatus(CarePlanStatus.fromCode(row.get("plan"))).setIntent(CarePlanIntent.PLAN);
        plan.addCategory(Fhir.concept(Fhir.SNOMED, "734163000", "Care plan"));
        plan.setTitle(row.get("title")).setSubject(patient);
        plan.setCreatedElement(new DateTimeType(row.get("created"))).setAuthor(specialist.copy());
        plan.addCareTeam(Fhir.to(team)).addAddresses(Fhir.to(condition));
        plan.addSupportingInfo(Fhir.to(peg)).addGoal(Fhir.to(goal));
        plan.addActivity().setReference(Fhir.to(physiotherapy));
        plan.addActivity().setReference(Fhir.to(taper));
    }
}

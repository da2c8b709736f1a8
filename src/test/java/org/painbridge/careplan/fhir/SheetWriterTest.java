package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.NOW;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.ZONE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetMarkup;
import org.painbridge.careplan.sheet.SheetWords;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.PrescribedDoses;

class SheetWriterTest {
    private static final PrescribedDoses DOSES = (request, stored) -> request.hasDosageInstruction()
            ? new PrescribedDose.Computed(new BigDecimal("75"), "on-research", "Product")
            : new PrescribedDose.NotComputable("it has no dosage");

    private final MemoryPlan plan = new MemoryPlan();
    private final Map<String, Resource> people = Map.of(
            "Patient/p1", person(new Patient().addName(name("Ruth", "Example")), "Patient/p1"),
            "PractitionerRole/pain-specialist-role",
                    person(
                            new PractitionerRole().setPractitioner(new Reference("Practitioner/greta")),
                            "PractitionerRole/pain-specialist-role"),
            "Practitioner/greta",
                    person(new Practitioner().addName(name("Greta", "Mockingham")), "Practitioner/greta"));

    @Test
    void aSheetSaysWhoWhomAndHowFar() {
        plan.act(new Acknowledgement(), PHYSICIAN, in -> in.addParameter("task", new Reference(plan.review())));

        PlanSheet sheet = sheet("en");

        assertThat(sheet.title()).isEqualTo("Walk to the lake and back");
        assertThat(sheet.status()).isEqualTo("draft, waits for the answer");
        assertThat(fact(sheet, "Patient")).startsWith("Ruth Example");
        assertThat(fact(sheet, "From")).containsExactly("Greta Mockingham");
        assertThat(section(sheet, "goals").rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsExactly(
                                "Walk to the lake and back without stopping",
                                "Minutes of walking",
                                "40",
                                "2027-03-01",
                                "",
                                "proposed"));
        assertThat(section(sheet, "activities").rows()).hasSize(2);
        assertThat(section(sheet, "review").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.getLast()).isEqualTo("received"));
        assertThat(section(sheet, "changes").rows())
                .singleElement()
                .satisfies(row -> assertThat(row).contains("Receipt acknowledged"));
        assertThat(sheet.footer()).contains("Ruth Example");
    }

    /** Unknown is not zero, and nobody is called null. */
    @Test
    void whatIsNotKnownIsSaidToBe() {
        Section medicines = section(sheet("en"), "medicines");

        assertThat(medicines.rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row).startsWith("A medicine that is tapered").contains("unknown"));
        assertThat(medicines.notes()).singleElement().asString().contains("not zero");
        assertThat(sheet("en").toString()).doesNotContain("null");
    }

    @Test
    void stepsOfATaperStandInTheirOrderWithBothFigures() {
        MedicationRequest second = plan.only(MedicationRequest.class);
        MedicationRequest first = second.copy();
        first.setId("MedicationRequest/first");
        first.addDosageInstruction().setText("Two at night");
        first.addExtension(target(90));
        second.setPriorPrescription(new Reference("MedicationRequest/first"));
        second.addExtension(target(60));

        Section taper = section(new SheetWriter(source(first), SheetWords.of("en"), ZONE, DOSES).write(NOW), "taper");

        assertThat(taper.rows())
                .extracting(row -> row.get(0) + ": " + row.get(2) + ", " + row.get(4) + ", " + row.get(5))
                .containsExactly("1: Two at night, 90, 75", "2: , 60, unknown");
        assertThat(taper.notes()).singleElement().asString().contains("on-research");
    }

    @Test
    void aMedicineOnHoldSaysWhy() {
        plan.only(MedicationRequest.class)
                .setStatus(MedicationRequest.MedicationRequestStatus.ONHOLD)
                .setStatusReason(new CodeableConcept().setText("Rash"));

        assertThat(section(sheet("en"), "medicines").rows().getFirst().getLast())
                .isEqualTo("on hold\nRash");
    }

    @Test
    void theSameIsWrittenInFrench() {
        PlanSheet sheet = sheet("fr");

        assertThat(sheet.status()).isEqualTo("ébauche, en attente de réponse");
        assertThat(section(sheet, "goals").title()).isEqualTo("Objectifs");
        assertThat(section(sheet, "review").rows().getFirst().getLast()).isEqualTo("pas encore reçue");
    }

    @Test
    void aDocumentIsValidAndBeginsWithItsComposition() {
        plan.only(Goal.class).setDescription(new CodeableConcept().setText("Walk <b>far</b> & \"well\""));

        Bundle document = new PlanDocument(source(), sheet("fr"), "https://painbridge.example/fhir/")
                .write("5d1f0a52-0000-4000-8000-000000000001", NOW);

        assertThat(GuideValidator.errors(document)).isEmpty();
        Composition composition = (Composition) document.getEntryFirstRep().getResource();
        assertThat(composition.getSection())
                .extracting(Composition.SectionComponent::getTitle)
                .startsWith("État", "Objectifs", "Activités prévues");
        assertThat(composition.getSection().get(1).getText().getDivAsString()).contains("&lt;b&gt;far");
        assertThat(composition.getAuthorFirstRep().getDisplay()).isEqualTo("Greta Mockingham");
        assertThat(document.getEntry())
                .extracting(entry -> entry.getResource().fhirType())
                .contains("CarePlan", "Goal", "Task", "Patient", "Practitioner");
    }

    @Test
    void whomTheReaderMayNotSeeIsNamedOnlyAsThePlanDoes() {
        SheetSource source = new SheetSource(
                plan.only(CarePlan.class), List.of(), List.of(), List.of(), reference -> Optional.empty());

        PlanSheet sheet = new SheetWriter(source, SheetWords.of("en"), ZONE, DOSES).write(NOW);
        Bundle document = new PlanDocument(source, sheet, "https://painbridge.example/fhir/")
                .write("5d1f0a52-0000-4000-8000-000000000001", NOW);

        assertThat(fact(sheet, "Patient")).containsExactly("not named here");
        assertThat(section(sheet, "goals").rows()).isEmpty();
        assertThat(List.of("goals", "activities", "medicines", "team", "review", "changes"))
                .allSatisfy(part -> assertThat(section(sheet, part).notes()).hasSize(1))
                .allSatisfy(part -> assertThat(SheetMarkup.of(section(sheet, part), sheet.words()))
                        .contains("not")
                        .doesNotContain("None recorded"));
        assertThat(section(sheet, "activities").notes().getFirst()).startsWith("2 more");
        assertThat(GuideValidator.errors(document)).isEmpty();
    }

    @Test
    void aMedicineThatWasStoppedIsNotCalledAccepted() {
        plan.act(new Response(), PHYSICIAN, in -> {
            in.addParameter("task", new Reference(plan.review()));
            in.addParameter("decision", new CodeType("accept"));
        });
        assertThat(section(sheet("en"), "medicines").rows().getFirst().getLast())
                .isEqualTo("accepted");

        plan.only(MedicationRequest.class).setStatus(MedicationRequest.MedicationRequestStatus.STOPPED);

        assertThat(section(sheet("en"), "medicines").rows().getFirst().getLast())
                .isEqualTo("stopped");
    }

    @Test
    void whatIsMissingBesideWhatIsSeenIsCounted() {
        MedicationRequest seen = plan.only(MedicationRequest.class);
        CarePlan stored = plan.only(CarePlan.class).copy();
        stored.addActivity().setReference(new Reference("MedicationRequest/not-for-this-reader"));
        SheetSource source =
                new SheetSource(stored, List.of(seen), List.of(), List.of(), reference -> Optional.empty());

        Section medicines = section(new SheetWriter(source, SheetWords.of("en"), ZONE, DOSES).write(NOW), "medicines");

        assertThat(medicines.rows()).hasSize(1);
        assertThat(medicines.notes()).hasSize(2).last().asString().startsWith("1 more");
        assertThat(section(sheet("en"), "medicines").notes()).hasSize(1);
        assertThat(section(sheet("en"), "goals").notes()).isEmpty();
    }

    @Test
    void whatAnActivityHasBroughtIsShown() {
        plan.act(new Response(), PHYSICIAN, in -> {
            in.addParameter("task", new Reference(plan.review()));
            in.addParameter("decision", new CodeType("accept"));
        });
        Goal goal = plan.only(Goal.class);
        goal.getTargetFirstRep().getMeasure().addCoding(new Coding("http://loinc.org", "91147-9", null));
        Observation measured = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        measured.setCode(goal.getTargetFirstRep().getMeasure().copy());
        measured.setSubject(new Reference("Patient/p1"));
        measured.setEffective(new Period().setStartElement(new DateTimeType("2026-11-20")));
        measured.setValue(new IntegerType(25));
        MedicationRequest order = new MedicationRequest()
                .setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequest.MedicationRequestIntent.ORDER)
                .setRequester(new Reference("PractitionerRole/family-physician-role"))
                .setSubject(new Reference("Patient/p1"));
        order.setMedication(new CodeableConcept().setText("Hydromorphone 2 mg"));
        plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, in -> {
            in.addParameter("activity", new Reference("ServiceRequest/ServiceRequest-1"));
            in.addParameter().setName("outcome").setResource(measured);
            in.addParameter().setName("outcome").setResource(order);
        });

        PlanSheet sheet = sheet("en");

        assertThat(section(sheet, "goals").rows().getFirst().get(4)).isEqualTo("25\n2026-11-20");
        assertThat(section(sheet, "medicines").rows())
                .extracting(List::getFirst)
                .containsExactly("A medicine that is tapered", "Hydromorphone 2 mg");
        plan.only(CareTeam.class)
                .getParticipant()
                .getLast()
                .setRole(List.of(new CodeableConcept().setText(PlanTeam.AGREED)));
        assertThat(section(sheet("fr"), "team").rows().toString()).contains("A accepté le plan");
    }

    private PlanSheet sheet(String language) {
        return new SheetWriter(source(), SheetWords.of(language), ZONE, DOSES).write(NOW);
    }

    /** @param before activities that stand before those of the plan */
    private SheetSource source(Resource... before) {
        CarePlan stored = plan.only(CarePlan.class).copy();
        List<Resource> parts = new ArrayList<>(List.of(before));
        parts.addAll(plan.all(Resource.class).stream()
                .filter(each -> !(each instanceof CarePlan || each instanceof Task || each instanceof PractitionerRole))
                .toList());
        for (Resource each : before) {
            stored.addActivity().setReference(new Reference(each.getId()));
        }
        return new SheetSource(
                stored,
                parts,
                List.copyOf(plan.all(Task.class)),
                plan.provenances,
                reference -> Optional.ofNullable(people.get(reference)));
    }

    private static List<String> fact(PlanSheet sheet, String label) {
        return sheet.facts().stream()
                .filter(fact -> fact.label().equals(label))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Section section(PlanSheet sheet, String name) {
        return sheet.sections().stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Extension target(int milligrams) {
        Quantity amount = new Quantity(milligrams);
        amount.setUnit("mg/d").setSystem("http://unitsofmeasure.org").setCode("mg/d");
        return new Extension("https://painbridge.example/fhir/StructureDefinition/target-mme", amount);
    }

    private static HumanName name(String given, String family) {
        return new HumanName().addGiven(given).setFamily(family);
    }

    private static Resource person(Resource resource, String id) {
        resource.setId(id);
        return resource;
    }
}

package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.Pushes.push;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.clinical.PrescribedDose;

class TaperReaderTest extends PushWriting {
    @Test
    void aTaperThatRisesOrLacksNaloxoneIsToldAndStored() {
        Pushes request = push();
        MedicationRequest first = request.member(MedicationRequest.class);
        first.addExtension(target(90));
        MedicationRequest second = first.copy();
        second.setIdElement(new IdType());
        second.getExtension().clear();
        second.addExtension(target(100));
        second.setPriorPrescription(new Reference("urn:uuid:first"));
        Bundle bundle = Pushes.bundle(request.parameters());
        bundle.getEntry().stream()
                .filter(entry -> entry.getResource() == first)
                .forEach(entry -> entry.setFullUrl("urn:uuid:first"));
        request.withPlan(plan -> plan.getActivity().get(1).getReference().setReference("urn:uuid:first"));
        bundle.addEntry().setFullUrl("urn:uuid:second").setResource(second);

        PushRecord written = write(request);

        OperationOutcome outcome =
                (OperationOutcome) written.answer().getParameter("outcome").getResource();
        assertThat(outcome.getIssue()).hasSize(3);
        assertThat(outcome.getIssue().get(1).getDiagnostics()).contains("aims at 100 mg/d", "Rule T1");
        assertThat(outcome.getIssue().get(2).getDiagnostics()).contains("no naloxone", "Rule T4");
        assertThat(outcome.getIssue().get(2).getSeverity().toCode()).isEqualTo("warning");
    }

    @Test
    void naloxoneIsKnownByItsProductOrByTheReasonWhyThereIsNone() {
        Pushes bare = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        Pushes said = push().with(MedicationRequest.class, request -> request.addExtension(target(90)))
                .withPlan(plan -> plan.addNote().setText("Naloxone: she has a kit at home"));
        Pushes product = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        MedicationRequest kit = product.member(MedicationRequest.class).copy();
        kit.setIdElement(new IdType());
        kit.getExtension().clear();
        kit.getContained().clear();
        kit.setMedication(
                new CodeableConcept(new Coding("http://hl7.org/fhir/NamingSystem/ca-hc-din", "02458187", null)));
        Pushes.bundle(product.parameters())
                .addEntry()
                .setFullUrl("urn:uuid:kit")
                .setResource(kit);

        assertThat(look(content(bare))).extracting(TaperCheck.Finding::rule).containsExactly("T4");
        assertThat(look(content(said))).isEmpty();
        assertThat(look(content(product))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.whocc.no/atc, V03AB15,, ''",
        ",, Narcan nasal spray, ''",
        ",, Vaporisateur de naloxone, ''",
        ",, Buprenorphine-naloxone, T4",
        ",, Gabapentin, T4"
    })
    void naloxoneIsKnownByCodeAndByWords(
            @Nullable String system, @Nullable String code, @Nullable String text, String expected) {
        Pushes product = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        MedicationRequest kit = product.member(MedicationRequest.class).copy();
        kit.setIdElement(new IdType());
        kit.getExtension().clear();
        kit.getContained().clear();
        CodeableConcept medicine = new CodeableConcept().setText(text);
        if (system != null) {
            medicine.addCoding(new Coding(system, code, null));
        }
        kit.setMedication(medicine);
        Pushes.bundle(product.parameters())
                .addEntry()
                .setFullUrl("urn:uuid:kit")
                .setResource(kit);

        assertThat(String.join(
                        " ",
                        look(content(product)).stream()
                                .map(TaperCheck.Finding::rule)
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void aKitMayBeAService() {
        Pushes coded = kit(new CodeableConcept(
                new Coding("https://painbridge.example/fhir/CodeSystem/plan-activity-type", "naloxone-kit", null)));
        Pushes said = kit(new CodeableConcept().setText("Naloxone kit and training"));

        assertThat(look(content(coded))).isEmpty();
        assertThat(look(content(said))).isEmpty();
        coded.with(ServiceRequest.class, service -> service.setDoNotPerform(true));
        assertThat(look(content(coded))).extracting(TaperCheck.Finding::rule).containsExactly("T4");
    }

    private static Pushes kit(CodeableConcept code) {
        return push().with(MedicationRequest.class, request -> request.addExtension(target(90)))
                .with(ServiceRequest.class, service -> service.setCode(code));
    }

    @Test
    void naloxoneThatIsCalledOffIsNone() {
        Pushes product = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        MedicationRequest kit = product.member(MedicationRequest.class).copy();
        kit.setIdElement(new IdType());
        kit.getExtension().clear();
        kit.getContained().clear();
        kit.setMedication(
                new CodeableConcept(new Coding("http://hl7.org/fhir/NamingSystem/ca-hc-din", "02458187", null)));
        Pushes.bundle(product.parameters())
                .addEntry()
                .setFullUrl("urn:uuid:kit")
                .setResource(kit);

        kit.setStatus(MedicationRequest.MedicationRequestStatus.CANCELLED);
        assertThat(look(content(product))).extracting(TaperCheck.Finding::rule).containsExactly("T4");
        kit.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE).setDoNotPerform(true);
        assertThat(look(content(product))).extracting(TaperCheck.Finding::rule).containsExactly("T4");
    }

    @ParameterizedTest
    @CsvSource({
        "Hold at this dose, true",
        "Pain is worse: on hold, true",
        "Not before May; hold, true",
        "'Help with the household, below the threshold', false",
        "Do not hold, false",
        "Please don\u2019t hold, false",
        "No longer on hold, false",
        "Not to be on hold, false",
        "Pain not controlled so hold the dose, true",
        "No new pain - hold, true",
        "She did not sleep \u2013 hold, true",
        "Not well but on hold since May, true",
        "Hold if sedated, false",
        "Hold the dose for sedation, false",
        "Hold for 2 weeks, true",
        "Hold unless reviewed, false",
        "Hold for two to three weeks, true",
        "Hold for the next 2 weeks, true",
        "No need to hold, false",
        "It is not necessary to hold, false",
        "The dose does not need to be held, false",
        "It should not be placed on hold, false",
        "Never put the dose on hold, false"
    })
    void aHoldIsSaidByTheWordItself(String note, boolean expected) {
        assertThat(Said.hold(List.of(new Annotation(new MarkdownType(note))))).isEqualTo(expected);
    }

    /** Of what is stored nothing is told: it is compared with alone. */
    @ParameterizedTest
    @CsvSource({"60, T1", "100, ''"})
    void theFirstStepIsComparedWithWhatThePatientTakesNow(int taken, String expected) {
        MedicationRequest now = new MedicationRequest();
        now.addExtension(target(taken));
        Pushes step = push().with(MedicationRequest.class, request -> {
            request.addExtension(target(80));
            request.setPriorPrescription(new Reference("MedicationRequest/now"));
        });
        step.withPlan(plan -> plan.addNote().setText("Naloxone: she has a kit at home"));

        List<TaperCheck.Finding> told = TAPER.look(
                content(step),
                reference -> Optional.<Resource>of(now).filter(found -> reference.equals("MedicationRequest/now")));

        assertThat(String.join(" ", told.stream().map(TaperCheck.Finding::rule).toList()))
                .isEqualTo(expected);
    }

    /** Unknown is never fine. */
    @ParameterizedTest
    @CsvSource({
        "MedicationRequest/now, active, it has no dosage",
        "MedicationRequest/now, cancelled, its status is cancelled",
        "MedicationRequest/now, entered-in-error, its status is entered-in-error",
        ", active, it is not found here"
    })
    void whereWhatThePatientTakesIsNotKnownThatIsTold(@Nullable String prior, String status, String why) {
        MedicationRequest now =
                new MedicationRequest().setStatus(MedicationRequest.MedicationRequestStatus.fromCode(status));
        if (!status.equals("active")) { // Else its dose is not computable.
            now.addExtension(target(400));
        }
        Pushes step = push().with(MedicationRequest.class, request -> {
            request.addExtension(target(80));
            request.getPriorPrescription().setReference(prior).setDisplay("As told");
        });
        step.withPlan(plan -> plan.addNote().setText("Naloxone: she has a kit at home"));

        List<TaperCheck.Finding> told = taper((request, stored) -> request == now
                        ? new PrescribedDose.NotComputable("it has no dosage")
                        : new PrescribedDose.NoOpioid())
                .look(
                        content(step),
                        reference ->
                                Optional.<Resource>of(now).filter(found -> reference.equals("MedicationRequest/now")));

        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("T12");
            assertThat(finding.path()).endsWith(".priorPrescription");
            assertThat(finding.text()).contains(why);
        });
    }

    private static Extension target(int milligrams) {
        Quantity amount = new Quantity(milligrams);
        amount.setUnit("mg/d").setSystem("http://unitsofmeasure.org").setCode("mg/d");
        return new Extension("https://painbridge.example/fhir/StructureDefinition/target-mme", amount);
    }
}

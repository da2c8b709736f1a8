package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class MemberFormTest {
    private static final String TARGET = "https://painbridge.example/fhir/StructureDefinition/target-mme";

    @Test
    void aWholePlanHasNoProblem() {
        assertThat(Pushes.bundle(Pushes.push().parameters()).getEntry())
                .extracting(BundleEntryComponent::getResource)
                .allSatisfy(member -> assertThat(MemberForm.problems(member)).isEmpty());
    }

    @Test
    void whatFhirRequiresIsMissedWhereItIsMissing() {
        assertThat(places(new MedicationRequest()))
                .containsExactlyInAnyOrder(
                        "MedicationRequest.status",
                        "MedicationRequest.intent",
                        "MedicationRequest.medication",
                        "MedicationRequest.subject");
        assertThat(places(new Observation().setStatus(ObservationStatus.FINAL))).containsExactly("Observation.code");
        Goal goal = new Goal().setDescription(new CodeableConcept().setText("Walk"));
        goal.setSubject(new Reference("Patient/p"));
        assertThat(places(goal)).containsExactly("Goal.lifecycleStatus");
    }

    @Test
    void whatIsInsideIsLookedAtToo() {
        Observation finding =
                new Observation().setStatus(ObservationStatus.FINAL).setCode(new CodeableConcept());
        finding.getCode().setText("PEG");
        finding.addComponent().setValue(new StringType("A value of nothing"));

        assertThat(places(finding)).containsExactly("Observation.component[0].code");
    }

    @Test
    void aTargetIsOneFigureOfMilligramsADay() {
        assertThat(problems(amount -> {})).isEmpty();
        assertThat(problems(amount -> amount.setValue(0))).isEmpty();
        assertThat(problems(amount -> amount.setCode("g/d"))).containsExactly(place());
        assertThat(problems(amount -> amount.setCode(null))).containsExactly(place());
        assertThat(problems(amount -> amount.setSystem(null))).containsExactly(place());
        assertThat(problems(amount -> amount.setValue(-5))).containsExactly(place());
        assertThat(problems(amount -> amount.setValue((BigDecimal) null))).containsExactly(place());
        assertThat(problems(amount -> amount.setComparator(QuantityComparator.LESS_THAN)))
                .containsExactly(place());
        MedicationRequest twice = medicine(amount -> {});
        twice.addExtension(twice.getExtension().getFirst().copy());
        assertThat(places(twice)).containsExactly(place());
        MedicationRequest words = medicine(amount -> {});
        words.getExtension().getFirst().setValue(new StringType("90"));
        assertThat(places(words)).containsExactly(place());
    }

    @Test
    void whatIsNoFigureADayIsNoDose() {
        assertThat(TargetMme.of(medicine(amount -> {}))).isEqualByComparingTo("90");
        assertThat(TargetMme.of(medicine(amount -> amount.setCode("g/d")))).isNull();
        assertThat(TargetMme.isSaid(medicine(amount -> amount.setCode("g/d")))).isTrue();
    }

    private static String place() {
        return "MedicationRequest.extension('" + TARGET + "')";
    }

    private static List<String> problems(Consumer<Quantity> change) {
        return places(medicine(change));
    }

    private static List<String> places(Resource resource) {
        return MemberForm.problems(resource).stream()
                .map(issue -> issue.getExpression().getFirst().getValue())
                .toList();
    }

    private static MedicationRequest medicine(Consumer<Quantity> change) {
        Quantity amount = new Quantity(90);
        amount.setSystem("http://unitsofmeasure.org").setCode("mg/d");
        change.accept(amount);
        MedicationRequest request = new MedicationRequest()
                .setStatus(MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequestIntent.PROPOSAL)
                .setSubject(new Reference("Patient/p"));
        request.setMedication(new CodeableConcept().setText("Hydromorphone"));
        request.addExtension(new Extension(TARGET, amount));
        return request;
    }
}

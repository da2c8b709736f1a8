package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.SafetyIssue;

/** A device that matters for MRI is not passed over because nobody coded it. */
class DeviceReadingTest {
    private static final Reference PERSON = new Reference("Patient/example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Spinal cord stimulator, Medtronic",
                "Neurostimulateur",
                "Stimulateur médullaire",
                "Pompe intrathécale",
                "Implantable pump",
                "Pacemaker",
                "Implant cochléaire"
            })
    void aDeviceIsKnownByItsWords(String words) {
        SafetyIssue issue = only(device(words));

        assertThat(issue.gate()).isEqualTo("mri-device");
        assertThat(issue.implicated()).containsExactly("Device/device");
    }

    @ParameterizedTest
    @CsvSource({"25937001", "360041000", "360058005", "424921004"})
    void aDeviceIsKnownByItsCode(String code) {
        Device device = device("any").setType(ImagingRequests.concept(ImagingRequests.SNOMED, code));

        assertThat(only(device).gate()).isEqualTo("mri-device");
    }

    @Test
    void anOperationThatPutOneInTellsOfIt() {
        assertThat(only(operation("Implantation of spinal cord stimulator")).gate())
                .isEqualTo("mri-device");
        assertThat(only(operation("Mise en place d'un neurostimulateur")).gate())
                .isEqualTo("mri-device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Removal of implanted spinal cord stimulator",
                "Spinal cord stimulator check",
                "Appendectomy",
                "Removal of pacemaker leads without replacement",
                "Removal of spinal cord stimulator, not replaced",
                "Intrathecal pump removed; new oral regimen",
                "Retrait du neurostimulateur sans remplacement",
                "Total hip replacement, femoral block by nerve stimulator",
                "Total knee replacement under intrathecal anaesthesia"
            })
    void anotherOperationDoesNot(String words) {
        assertThat(only(operation(words)).gate()).isEqualTo("mri-device-not-known");
    }

    /** The old one goes, a new one comes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Removal of pacemaker pulse generator with replacement",
                "Replacement of baclofen pump, old pump removed",
                "Explant of spinal cord stimulator, new one implanted",
                "Retrait et remplacement du neurostimulateur",
                "Échange de stimulateur cardiaque",
                "Changement du boîtier du stimulateur",
                "Pacemaker generator change",
                "Spinal cord stimulator placement under general anaesthesia"
            })
    void aReplacementTellsOfTheNewOne(String words) {
        assertThat(only(operation(words)).gate()).isEqualTo("mri-device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gizmo <b>X</b>", "Transcutaneous nerve stimulator"})
    void oneThatIsNotRecognisedIsNamedAndAskedAbout(String words) {
        SafetyIssue issue = only(device(words));

        assertThat(issue.gate()).isEqualTo("mri-device-unrecognised");
        assertThat(issue.severity()).isEqualTo(SafetyIssue.Severity.HIGH);
        assertThat(issue.text().en()).contains(words.substring(0, 5)).doesNotContain("<");
        assertThat(issue.implicated()).containsExactly("Device/device");
        assertThat(issue.questions()).extracting(Question::fact).containsExactly("any-mri-device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CPAP machine", "Déambulateur", "Blood glucose meter"})
    void whatNobodyWearsInAScannerIsPassedOver(String words) {
        assertThat(only(device(words)).gate()).isEqualTo("mri-device-not-known");
    }

    @Test
    void oneThatOnlySoundsLikeItIsNot() {
        assertThat(only(device("Shunt for Dandy-Walker malformation")).gate()).isEqualTo("mri-device-unrecognised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cerebral aneurysm clip", "Clip d'anévrisme cérébral"})
    void aClipOnAnAneurysmIsKnownByItsWordsWhateverWasSaidBefore(String words) {
        assertThat(only(device(words)).gate()).isEqualTo("mri-device");
        assertThat(gates(device(words), 10)).containsExactly("mri-device");
        assertThat(only(operation("Clipping of cerebral aneurysm")).gate()).isEqualTo("mri-device");
    }

    @ParameterizedTest
    @CsvSource({"30, ", "31, mri-device-unrecognised", "2000, mri-device-unrecognised"})
    void anOldNoDoesNotSilenceIt(int daysAgo, String gate) {
        assertThat(gates(device("Gizmo"), daysAgo)).isEqualTo(gate == null ? List.of() : List.of(gate));
    }

    @Test
    void anAblationThatIsNoRemovalHidesNone() {
        assertThat(only(operation("AV node ablation and pacemaker implantation"))
                        .gate())
                .isEqualTo("mri-device");
        assertThat(only(operation("Ablation du pacemaker implanté")).gate()).isEqualTo("mri-device-not-known");
    }

    private static List<String> gates(Resource record, int denied) {
        return ImagingRequests.lumbarMri()
                .with(record)
                .answered(answers -> {
                    answers.setAuthoredElement(new DateTimeType(
                            ImagingRequests.NOW.toLocalDate().minusDays(denied).toString()));
                    ImagingRequests.answer(answers, "any-mri-device", new BooleanType(false));
                })
                .decide()
                .verdict()
                .issues()
                .stream()
                .map(SafetyIssue::gate)
                .toList();
    }

    @Test
    void aStatementOfUseWithoutItsDeviceIsNotPassedOverEither() {
        DeviceUseStatement use = new DeviceUseStatement();
        use.setStatus(DeviceUseStatementStatus.ACTIVE).setSubject(PERSON);
        use.setDevice(new Reference("Device/elsewhere").setDisplay("Spinal cord stimulator"));

        assertThat(only(use).gate()).isEqualTo("mri-device");
        use.getDevice().setDisplay(null);
        assertThat(only(use).gate()).isEqualTo("mri-device-unrecognised");
    }

    @Test
    void whereNothingIsKnownThatIsSaidAndNobodyIsInterrupted() {
        ImagingDecision decision = ImagingRequests.lumbarMri().decide();

        assertThat(decision.verdict().issues()).singleElement().satisfies(issue -> {
            assertThat(issue.gate()).isEqualTo("mri-device-not-known");
            assertThat(issue.severity()).isEqualTo(SafetyIssue.Severity.LOW);
        });
        OperationOutcome outcome = (OperationOutcome) ImagingRequests.WRITER
                .parameters(decision)
                .getParameter("outcome")
                .getResource();
        assertThat(outcome.getIssue())
                .anySatisfy(issue -> assertThat(issue.getDiagnostics()).contains("Ask before MRI"));
    }

    @Test
    void aNoSettlesWhatIsNotRecognised() {
        var decision = ImagingRequests.lumbarMri()
                .with(device("Gizmo"))
                .answered(answers -> ImagingRequests.answer(answers, "any-mri-device", new BooleanType(false)))
                .decide();

        assertThat(decision.verdict().issues()).isEmpty();
    }

    private static SafetyIssue only(Resource record) {
        List<SafetyIssue> issues =
                ImagingRequests.lumbarMri().with(record).decide().verdict().issues();
        assertThat(issues).hasSize(1);
        return issues.getFirst();
    }

    private static Device device(String words) {
        Device device = new Device();
        device.setId("device");
        return device.setPatient(PERSON).setType(new CodeableConcept().setText(words));
    }

    private static Procedure operation(String words) {
        Procedure operation = new Procedure();
        operation.setId("operation");
        operation.setStatus(ProcedureStatus.COMPLETED).setSubject(PERSON);
        return operation.setCode(new CodeableConcept().setText(words));
    }
}

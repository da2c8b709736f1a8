package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.SafetyIssue;

/** Charts as practices keep them: medicines by DIN, physiotherapy, films, larger studies. */
class ChartOfPracticeTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String KEY = org.painbridge.imaging.Procedure.SYSTEM;

    @Test
    void aMedicineByDinIsKnownByItsNameOrNamedAsUnread() {
        ImagingDecision apixaban = head(byDin("Apixaban 5 mg (ELIQUIS)"));
        ImagingDecision other = head(byDin("Comprimé bleu"));

        assertThat(state(apixaban, "anticoagulant")).isEqualTo(FactState.MET);
        assertThat(unread(apixaban)).isEmpty();
        assertThat(state(other, "anticoagulant")).isNotEqualTo(FactState.MET);
        assertThat(unread(other))
                .singleElement()
                .asString()
                .contains("MedicationStatement.where(id='medicine').medication");
    }

    /** Where no medicine can matter, nobody reads of one. */
    @Test
    void anOrderThatTurnsOnNoMedicineTellsOfNone() {
        assertThat(unread(shoulder(byDin("Comprimé bleu")))).isEmpty();
    }

    @Test
    void aSteroidCreamIsNoLongUseOfSteroids() {
        assertThat(state(lumbar(byDin("Prednisone 10 mg")), "chronic-steroid-use"))
                .isEqualTo(FactState.MET);
        assertThat(state(lumbar(byDin("Dexamethasone eye drops")), "chronic-steroid-use"))
                .isNotEqualTo(FactState.MET);
    }

    @ParameterizedTest
    @CsvSource({
        "Neoral 100 mg soft gelatin capsule, immunosuppression",
        "cyclosporine gélule, immunosuppression",
        "prednisone with antibiotic, chronic-steroid-use"
    })
    void aCapsuleIsNoCream(String text, String fact) {
        assertThat(state(lumbar(byDin(text)), fact)).isEqualTo(FactState.MET);
    }

    /** Of old supplies nobody reads, nor twice of the same medicine. */
    @Test
    void eachUnreadMedicineIsNamedOnce() {
        MedicationStatement again = byDin("Comprimé bleu");
        again.setId("again");
        MedicationStatement old = byDin("Comprimé vert");
        old.setId("old");
        old.setStatus(MedicationStatementStatus.COMPLETED)
                .setEffective(since("2020-01-01").setEndElement(new DateTimeType("2020-02-01")));
        ImagingDecision decision = ALL.decide(withoutRedFlags("2026-09-14")
                .with(byDin("Comprimé bleu"))
                .with(again)
                .with(old)
                .build());

        assertThat(decision.leftOut()).hasSize(1);
        assertThat(shoulder(byDin("Comprimé bleu")).leftOut()).isEmpty();
    }

    @Test
    void physiotherapyAndAnAntiInflammatoryAreConservativeCare() {
        Procedure done = new Procedure();
        done.setId("physiotherapy");
        done.setStatus(Procedure.ProcedureStatus.COMPLETED).setSubject(patient());
        done.setCode(concept(SNOMED, "91251008")).setPerformed(since("2026-07-27"));
        ServiceRequest ordered = new ServiceRequest();
        ordered.setId("physiotherapy");
        ordered.setSubject(patient())
                .setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                .setCode(concept(SNOMED, "91251008"))
                .setAuthoredOnElement(new DateTimeType("2026-08-05"));
        MedicationStatement naproxen = taken(concept("http://www.whocc.no/atc", "M01AE02"));
        naproxen.setEffective(since("2026-07-27"));

        assertThat(List.of(done, ordered, naproxen))
                .allSatisfy(care -> assertThat(state(
                                ALL.decide(
                                        withoutRedFlags("2026-05-08").with(care).build()),
                                "care-six-weeks"))
                        .isEqualTo(FactState.MET));
    }

    @Test
    void careOnRecordNeverSaysThatThereWasTooLittle() {
        ServiceRequest today = new ServiceRequest();
        today.setId("physiotherapy");
        today.setSubject(patient())
                .setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                .setCode(concept(SNOMED, "91251008"))
                .setAuthoredOnElement(new DateTimeType("2026-10-05"));
        ServiceRequest proposed = today.copy();
        proposed.setIntent(ServiceRequest.ServiceRequestIntent.PROPOSAL)
                .setAuthoredOnElement(new DateTimeType("2026-08-05"));
        MedicationStatement lately = taken(concept("http://www.whocc.no/atc", "M01AE02"));
        lately.setEffective(since("2026-09-15"));
        MedicationStatement forGout = lately.copy();
        forGout.setEffective(since("2023-01-10"));
        MedicationStatement ended = lately.copy().setStatus(MedicationStatementStatus.COMPLETED);
        ended.setEffective(since("2026-06-27").setEndElement(new DateTimeType("2026-07-01")));

        assertThat(List.of(today, proposed, lately, forGout, ended))
                .allSatisfy(care -> assertThat(state(
                                ALL.decide(
                                        withoutRedFlags("2026-05-08").with(care).build()),
                                "care-six-weeks"))
                        .isEqualTo(FactState.UNKNOWN));
    }

    @Test
    void aKnownSpondyloarthritisOnRecordIsNotAskedFor() {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, "mr-sacroiliac-joint-wo"))
                        .setReasonCode(List.of(concept(ICD, "M45"))))
                .with(condition(ICD, "M45").setRecordedDateElement(new DateTimeType("2021-04-01")))
                .build();

        assertThat(state(ALL.decide(request), "known-axial-spondyloarthritis")).isEqualTo(FactState.MET);
    }

    /** The injury may be of yesterday. */
    @Test
    void whetherAFilmOfTheShoulderIsOfThisInjuryIsAsked() {
        assertThat(state(shoulder(report("xr-shoulder")), "shoulder-xr-recent")).isEqualTo(FactState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "mr-lumbar-spine-wo, mr-whole-spine-wo, true",
        "ct-pelvis-w, ct-abdomen-pelvis-w, true",
        "ct-abdomen-w, ct-abdomen-pelvis-w, true",
        "mr-whole-spine-wo, mr-lumbar-spine-wo, false",
        "mr-lumbar-spine-wo, mr-cervical-spine-wo, false"
    })
    void aLargerStudyMakesTheOrderARepeat(String ordered, String done, boolean repeat) {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, ordered)))
                .with(report(done))
                .build();

        List<String> gates = ALL.decide(request).verdict().issues().stream()
                .map(SafetyIssue::gate)
                .toList();

        assertThat(gates.contains(SafetyIssue.DUPLICATE)).isEqualTo(repeat);
    }

    @Test
    void aStudyOfTheOtherKneeIsNoRepeatAlsoByOneCodeOfJointAndSide() {
        ServiceRequest left = new ServiceRequest();
        left.setId("left");
        left.setSubject(patient())
                .setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED)
                .setCode(concept(KEY, "mr-knee-wo"))
                .setAuthoredOnElement(new DateTimeType("2026-08-05"))
                .addBodySite(concept(SNOMED, "82169009"));

        assertThat(repeats("82169009", left)).isTrue();
        assertThat(repeats("6757004", left)).isFalse();
    }

    @Test
    void aCardCallsRedFlagsByTheirNames() {
        ImagingDecision decision = ALL.decide(withoutRedFlags("2026-09-14")
                .ordered(order -> order.setCode(concept(KEY, "xr-lumbar-spine")))
                .answered(answers -> answer(answers, "any-neurological-flag", new BooleanType(true)))
                .build());

        String english = new CdsCards(Language.EN).card(decision).orElseThrow().detail();
        String french = new CdsCards(Language.FR).card(decision).orElseThrow().detail();

        assertThat(english).contains("- Any neurological red flag of the low back");
        assertThat(french)
                .contains("- Tout signe d'alarme neurologique lombaire")
                .doesNotContain("any-neurological-flag");
    }

    private static boolean repeats(String site, ServiceRequest earlier) {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, "mr-knee-wo"))
                        .setReasonCode(List.of(concept(ICD, "M17.1")))
                        .addBodySite(concept(SNOMED, site)))
                .with(earlier)
                .build();
        return ALL.decide(request).verdict().issues().stream()
                .anyMatch(issue -> issue.gate().equals(SafetyIssue.DUPLICATE));
    }

    private static Reference patient() {
        return new Reference("Patient/example");
    }

    private static Period since(String day) {
        return new Period().setStartElement(new DateTimeType(day));
    }

    /** It tells only when it was issued. */
    private static DiagnosticReport report(String procedure) {
        DiagnosticReport report = new DiagnosticReport();
        report.setId("report");
        return report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL)
                .setCode(concept(KEY, procedure))
                .setSubject(patient())
                .setIssuedElement(new InstantType("2026-09-10T09:00:00-04:00"));
    }

    private static MedicationStatement taken(CodeableConcept medicine) {
        MedicationStatement taken = new MedicationStatement();
        taken.setId("medicine");
        return taken.setStatus(MedicationStatementStatus.ACTIVE)
                .setMedication(medicine)
                .setSubject(patient());
    }

    private static MedicationStatement byDin(String text) {
        return taken(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "02397730")
                        .setText(text))
                .setEffective(since("2026-03-01"));
    }

    private static ImagingDecision lumbar(Resource data) {
        return ALL.decide(withoutRedFlags("2026-09-14").with(data).build());
    }

    private static ImagingDecision head(Resource data) {
        return order("ct-head-wo", "S09.9", data);
    }

    private static ImagingDecision shoulder(Resource data) {
        return order("mr-shoulder-wo", "M75.1", data);
    }

    private static ImagingDecision order(String procedure, String reason, Resource data) {
        return ALL.decide(ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(KEY, procedure)).setReasonCode(List.of(concept(ICD, reason))))
                .with(data)
                .build());
    }

    private static FactState state(ImagingDecision decision, String fact) {
        return decision.verdict().trace().facts().stream()
                .filter(trace -> trace.fact().equals(fact))
                .map(FactTrace::state)
                .findFirst()
                .orElseThrow(() -> new AssertionError(fact + " is not of " + decision.verdict()));
    }

    private static Set<String> unread(ImagingDecision decision) {
        OperationOutcome outcome =
                (OperationOutcome) ImagingRequests.WRITER.parameters(decision).getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("outcome"))
                        .findFirst()
                        .orElseThrow()
                        .getResource();
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() == IssueSeverity.INFORMATION && issue.hasExpression())
                .map(issue -> issue.getExpression().getFirst().getValue())
                .collect(Collectors.toSet());
    }
}

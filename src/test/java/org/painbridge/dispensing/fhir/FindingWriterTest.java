package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.time.Instant;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Library;

class FindingWriterTest {
    private static final Instant NOW = Instant.parse("2026-06-01T15:00:00Z");

    private final DispenseHistory history = history(
            dispense("a").by("A").on(JUNE_1.minusDays(20)).build(),
            dispense("b").by("B").on(JUNE_1.minusDays(10)).build(),
            dispense("u").byUnknownPrescriber().on(JUNE_1.minusDays(5)).build(),
            dispense("c").by("C").build());
    private final DetectedIssue issue = new FindingWriter()
            .write(
                    Library.engine("N1")
                            .evaluate(history, new DispenseId("c"))
                            .findings()
                            .getFirst(),
                    NOW);

    @Test
    void whatIsWrittenIsValidByTheGuide() {
        assertThat(issue.getMeta()
                        .hasProfile("https://painbridge.example/fhir/StructureDefinition/dispensing-detected-issue"))
                .isTrue();
        assertThat(GuideValidator.errors(issue)).isEmpty();
    }

    @Test
    void whatIsFoundLateSaysSo() {
        DetectedIssue late = issue.copy();

        FindingWriter.foundLate(late);

        assertThat(FindingWriter.isFoundLate(late)).isTrue();
        assertThat(FindingWriter.isFoundLate(issue)).isFalse();
        assertThat(GuideValidator.errors(late)).isEmpty();
    }

    @Test
    void theGuideWouldSayIfTheRuleWereNotNamed() {
        DetectedIssue unnamed = issue.copy();
        unnamed.getExtension().clear();

        assertThat(GuideValidator.errors(unnamed)).anyMatch(error -> error.contains("DetectedIssue.extension"));
    }

    @Test
    void theDispensesCountedAreTheEvidenceAndTheLastIsImplicated() {
        assertThat(issue.getEvidenceFirstRep().getDetail())
                .extracting(Reference::getReference)
                .containsExactly("MedicationDispense/a", "MedicationDispense/b", "MedicationDispense/c");
        assertThat(issue.getImplicated()).extracting(Reference::getReference).containsExactly("MedicationDispense/c");
        assertThat(issue.getPatient().getReference()).isEqualTo("Patient/p1");
    }

    @Test
    void theRuleItsSeverityAndTheMomentAreNamed() {
        assertThat(issue.getStatus()).isEqualTo(DetectedIssueStatus.FINAL);
        assertThat(issue.getSeverity()).isEqualTo(DetectedIssueSeverity.MODERATE);
        assertThat(issue.getIdentifiedDateTimeType().getValueAsString()).isEqualTo("2026-06-01T15:00:00.000Z");
        assertThat(issue.getCode().getCoding()).extracting("code").containsExactly("N1", "03", "MH");
        assertThat(issue.getExtension().getFirst().getExtensionString("presentation"))
                .isEqualTo("interrupt");
        assertThat(issue.hasMitigation()).isFalse();
    }

    @Test
    void theSentenceIsInEnglishWithItsFrenchTranslation() {
        assertThat(issue.getDetail()).startsWith("Monitored drugs from 3 prescribers");
        assertThat(issue.getDetailElement()
                        .getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/translation")
                        .getExtensionString("content"))
                .startsWith("Médicaments surveillés");
    }

    @Test
    void theNarrativeSaysWhatClearsItAndWhatWasNotKnown() {
        assertThat(issue.getText().getDivAsString())
                .contains("No longer true from 2026-06-09")
                .contains("Dispenses without a known prescriber, not counted: 1.")
                .contains("lang=\"fr\"");
    }

    @Test
    void whatIsNotDecidedIsPreliminaryAndNamesTheDispensesThatLackSomething() {
        DispenseHistory open = history(
                dispense("a").by("A").on(JUNE_1.minusDays(20)).build(),
                dispense("u").byUnknownPrescriber().on(JUNE_1.minusDays(5)).build(),
                dispense("c").by("C").build());

        DetectedIssue undecided = new FindingWriter()
                .write(
                        Library.engine("N1")
                                .evaluate(open, new DispenseId("c"))
                                .undecided()
                                .getFirst(),
                        NOW);

        assertThat(GuideValidator.errors(undecided)).isEmpty();
        assertThat(undecided.getStatus()).isEqualTo(DetectedIssueStatus.PRELIMINARY);
        assertThat(undecided.getImplicatedFirstRep().getReference()).isEqualTo("MedicationDispense/c");
        assertThat(undecided.getEvidenceFirstRep().getDetail())
                .extracting(Reference::getReference)
                .containsExactly("MedicationDispense/u");
        assertThat(undecided.getDetail()).startsWith("Not known whether");
        assertThat(undecided.getText().getDiv().getValueAsString())
                .contains("Dispenses without a known prescriber, not counted: 1.");
    }
}
